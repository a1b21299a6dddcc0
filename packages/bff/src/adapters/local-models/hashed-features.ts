const WORD = /[\p{L}\p{N}]+/gu;
/** Where one fact ends. A decimal point or a hyphen inside a word does not. */
const FACT_END = /[.;!?\n]+(?:\s|$)|\n/;
const PIECE_LENGTH = 4;

/** What each kind of feature weighs. The figures of docs/adr/0025 were measured with these. */
export interface FeatureWeights {
  /** A whole fact: in a closed vocabulary, equal sentences are equal facts. */
  readonly fact: number;
  readonly word: number;
  /** Two words that stand together within a fact: often a key and its value. */
  readonly pair: number;
  /** All pieces of one word together, so that "administrator" and "admins" are not strangers. */
  readonly pieces: number;
}

export const LOCAL_HASH_V1: FeatureWeights = { fact: 4, word: 1, pair: 0.5, pieces: 0.3 };

/** Lower-case words, compatibility forms folded: the same on every machine, whatever its locale. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
}

/**
 * A unit vector of signed, hashed counts of facts, words, pairs and pieces of words. Only exactly rounded arithmetic
 * (+, ×, ÷, square root), in a fixed order: every machine makes the same bits. A text without a word gives the zero
 * vector.
 */
export function hashText(text: string, dimensions: number, weights: FeatureWeights = LOCAL_HASH_V1): Float32Array {
  const sums = new Float64Array(dimensions);
  for (const [feature, square] of squaredWeights(text, weights)) {
    const hash = hashOf(feature);
    // The lowest bit is the sign: what falls on one dimension by chance cancels out in the mean.
    const index = (hash >>> 1) % dimensions;
    // Said twice is not twice as true: the weight grows with the root of the count.
    sums[index] = (sums[index] ?? 0) + (hash & 1 ? 1 : -1) * Math.sqrt(square);
  }
  let square = 0;
  for (const sum of sums) square += sum * sum;
  const length = Math.sqrt(square);
  return length === 0 ? new Float32Array(dimensions) : Float32Array.from(sums, (sum) => sum / length);
}

function squaredWeights(text: string, weights: FeatureWeights): Map<string, number> {
  const squares = new Map<string, number>();
  const add = (feature: string, weight: number) => {
    if (weight > 0) squares.set(feature, (squares.get(feature) ?? 0) + weight * weight);
  };
  for (const fact of text.split(FACT_END)) {
    const words = wordsOf(fact);
    if (words.length > 0) add(`f ${words.join(" ")}`, weights.fact);
    words.forEach((word, index) => {
      add(`w ${word}`, weights.word);
      if (index > 0) add(`p ${words[index - 1]} ${word}`, weights.pair);
      const pieces = piecesOf(word);
      for (const piece of pieces) add(`c ${piece}`, weights.pieces / Math.sqrt(pieces.length));
    });
  }
  return squares;
}

function piecesOf(word: string): string[] {
  const characters = [...` ${word} `];
  const count = Math.max(1, characters.length - PIECE_LENGTH + 1);
  return Array.from({ length: count }, (_, start) => characters.slice(start, start + PIECE_LENGTH).join(""));
}

/** FNV-1a over UTF-16 units with MurmurHash3's finaliser, which FNV's weak low bits need. */
function hashOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < feature.length; index += 1) {
    hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
