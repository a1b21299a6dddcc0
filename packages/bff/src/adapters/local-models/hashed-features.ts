const WORD = /[\p{L}\p{N}]+/gu;
const WORD_WEIGHT = 1;
/** Words that stand together: in a fact it is the pair of key and value that says something. */
const PAIR_WEIGHT = 1;
/** What one word's pieces weigh together, so that "administrator" and "admins" are not strangers. */
const PIECES_WEIGHT = 0.5;
const PIECE_LENGTH = 4;

/** Lower-case words, compatibility forms folded: the same on every machine, whatever its locale. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
}

/**
 * A unit vector of signed, hashed counts of words, neighbouring words and pieces of words. Only exactly rounded
 * arithmetic (+, ×, ÷, square root), in a fixed order: every machine makes the same bits. A text without a word gives the
 * zero vector.
 */
export function hashText(text: string, dimensions: number): Float32Array {
  const counts = countFeatures(text);
  const sums = new Float64Array(dimensions);
  for (const [feature, weight] of counts) {
    const hash = hashOf(feature);
    // The lowest bit is the sign: what falls on one dimension by chance cancels out in the mean.
    const index = (hash >>> 1) % dimensions;
    // Said twice is not twice as true.
    sums[index] = (sums[index] ?? 0) + (hash & 1 ? 1 : -1) * Math.sqrt(weight);
  }
  let square = 0;
  for (const sum of sums) square += sum * sum;
  const length = Math.sqrt(square);
  return length === 0 ? new Float32Array(dimensions) : Float32Array.from(sums, (sum) => sum / length);
}

/** Squares of the weights, so that counts add up under the root. */
function countFeatures(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string, weight: number) => counts.set(feature, (counts.get(feature) ?? 0) + weight * weight);
  let previous: string | undefined;
  for (const word of wordsOf(text)) {
    add(`w ${word}`, WORD_WEIGHT);
    if (previous !== undefined) add(`p ${previous} ${word}`, PAIR_WEIGHT);
    const pieces = piecesOf(word);
    for (const piece of pieces) add(`c ${piece}`, PIECES_WEIGHT / Math.sqrt(pieces.length));
    previous = word;
  }
  return counts;
}

function piecesOf(word: string): string[] {
  const characters = [...` ${word} `];
  const last = Math.max(0, characters.length - PIECE_LENGTH);
  return Array.from({ length: last + 1 }, (_, start) => characters.slice(start, start + PIECE_LENGTH).join(""));
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
