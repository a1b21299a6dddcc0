import { fold, plainWords, words } from "../evidence/fold.ts";
import { findPatterns, type PatternName } from "./format-patterns.ts";
import { type KnownIdentifiers, type Needle, needlesOf } from "./identifiers.ts";

/** What was found, never the found text: findings are logged. */
export interface EgressFinding {
  readonly kind: PatternName | "name" | "identifier" | "phone_number" | "foreign_word";
  readonly count: number;
}

interface Haystack {
  readonly folded: string;
  readonly words: readonly string[];
  /** Those that the product's own text never uses. */
  readonly foreign: ReadonlySet<string>;
  readonly digits: string;
}

const DIGIT_GAP = /(?<=\p{N})[\s().\-/]{1,2}(?=\p{N})/gu;

function haystackOf(text: string, ownWords: ReadonlySet<string>): Haystack {
  const all = words(text);
  const folded = fold(text);
  return {
    folded,
    words: all,
    foreign: new Set([...all, ...plainWords(text)].filter((word) => !ownWords.has(word))),
    digits: folded.replace(DIGIT_GAP, ""),
  };
}

function occurs(needle: Needle, haystack: Haystack): boolean {
  switch (needle.kind) {
    case "word":
      return (
        haystack.foreign.has(needle.word) ||
        (needle.inside && [...haystack.foreign].some((word) => word.includes(needle.word)))
      );
    case "phrase":
      return haystack.words.some((_, at) => needle.words.every((word, offset) => haystack.words[at + offset] === word));
    case "text":
      return haystack.folded.includes(needle.text);
    case "digits":
      return haystack.digits.includes(needle.digits);
  }
}

const KINDS = { word: "name", phrase: "name", text: "identifier", digits: "phone_number" } as const;

/**
 * The last look before text leaves: anything found means that it must not.
 *
 * A name that is also one of the product's own words (`Will`, `Grant`) cannot be told from it and does not count by
 * itself; a full name of such words in a row does.
 *
 * @param text all that would be sent, serialised
 * @param ownWords folded words that the product's text uses for any user
 */
export function findLeaks(
  text: string,
  identifiers: KnownIdentifiers,
  ownWords: ReadonlySet<string>,
): readonly EgressFinding[] {
  const haystack = haystackOf(text, ownWords);
  const counts = new Map<EgressFinding["kind"], number>(findPatterns(text).map((name) => [name, 1]));
  for (const needle of needlesOf(identifiers)) {
    if (occurs(needle, haystack)) counts.set(KINDS[needle.kind], (counts.get(KINDS[needle.kind]) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/**
 * Words of a text that are neither the product's own nor stated here: the gate that needs to know nobody's name.
 * Numbers of up to three digits are counts.
 */
export function findForeignWords(
  text: string,
  ownWords: ReadonlySet<string>,
  stated: readonly string[],
): readonly EgressFinding[] {
  const known = new Set(stated.flatMap(words));
  const foreign = words(text).filter((word) => !ownWords.has(word) && !known.has(word) && !/^\d{1,3}$/.test(word));
  return foreign.length === 0 ? [] : [{ kind: "foreign_word", count: foreign.length }];
}
