import { digitise } from "./number-words.ts";

/** What is counted. `horizon` is a span ahead ("within 180 days"), `ago` one that lies back. */
export type Unit =
  | "day"
  | "horizon"
  | "ago"
  | "other_time"
  | "percent"
  | "times"
  | "account"
  | "group"
  | "licence"
  | "source"
  | "returned"
  | "disabled"
  | "kept"
  | "open";

/** A stated number or range of numbers. */
export interface Quantity {
  readonly low: number;
  readonly high: number;
  /** Ends that the range does not hold: "more than 4". */
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
  /** The numbers as stated. */
  readonly numbers: readonly number[];
  readonly unit: Unit | undefined;
}

const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
const BEFORE =
  "more than|over|above|exceeding|exceeds|greater than|beyond|longer than|>|at least|no less than|not less than|minimum of|≥|under|less than|below|fewer than|shorter than|<|at most|up to|no more than|not more than|≤|within|next|coming|out of|of|in";
const QUANTITY = new RegExp(
  String.raw`(?:\b(?<before>${BEFORE})\s+(?:the\s+)?)?(?<![\p{L}\p{N}])(?<low>${NUMBER})(?:\s*(?:to|-|–|—|and|through|until)\s*(?<high>${NUMBER}))?(?<plus>\+|\s+or (?:more|longer))?`,
  "gu",
);

const UNIT_WORDS: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:returned|return|came|come)$/, "returned"],
  [/^disabled$/, "disabled"],
  [/^kept$/, "kept"],
  [/^open$/, "open"],
  [/^days?$/, "day"],
  [/^(?:hours?|weeks?|months?|years?|quarters?|minutes?)$/, "other_time"],
  [/^(?:%|percent|per)$/, "percent"],
  [/^(?:times|x|fold)$/, "times"],
  [/^(?:accounts?|users?|peers?|neighbou?rs?|identities)$/, "account"],
  [/^(?:groups?|memberships?)$/, "group"],
  [/^licen[cs]es?$/, "licence"],
  [/^sources?$/, "source"],
];
const OUTCOMES: ReadonlySet<Unit | undefined> = new Set<Unit>(["returned", "disabled", "kept", "open"]);
/** A unit stands this near to its number. */
const WINDOW_WORDS = 7;

const unitOfWord = (word: string): Unit | undefined => UNIT_WORDS.find(([pattern]) => pattern.test(word))?.[1];

/** The unit that follows a number: what became of the counted, where it says so; else what was counted. */
function unitAfter(rest: string, partOf: boolean): Unit | undefined {
  // "6 of 7 similar accounts were disabled": the 6 skips the 7
  const skipped = rest.replace(new RegExp(String.raw`^\s*(?:out )?of (?:the |all )?${NUMBER}`), "");
  const clause = skipped.split(/[,;:.()!?]|\d/)[0] ?? "";
  const following = clause.match(/%|\p{L}+/gu)?.slice(0, WINDOW_WORDS) ?? [];
  const units = following.map(unitOfWord).filter((unit) => unit !== undefined);
  const outcome = partOf || skipped.startsWith("%") ? undefined : units.find((unit) => OUTCOMES.has(unit));
  const first = units.find((unit) => !OUTCOMES.has(unit));
  if (first !== undefined && first !== "account") return first === "day" && following.includes("ago") ? "ago" : first;
  return outcome ?? first;
}

const value = (digits: string): number => Number(digits.replaceAll(",", ""));

/** All quantities that a text states, in digits or in words. Ids of evidence (`E3`) are not numbers. */
export function quantitiesOf(text: string): readonly Quantity[] {
  const plain = digitise(text.replace(/\bE\d{1,2}\b/g, " "));
  return [...plain.matchAll(QUANTITY)].map((match) => {
    const { before, low = "0", high, plus } = match.groups ?? {};
    const partOf = before === "of" || before === "out of";
    const unit = unitAfter(plain.slice(match.index + match[0].length), partOf);
    const ahead = before === "within" || before === "next" || before === "coming";
    return {
      ...rangeOf(before, value(low), high === undefined ? undefined : value(high), plus !== undefined),
      numbers: high === undefined ? [value(low)] : [value(low), value(high)],
      unit: ahead && unit === "day" ? "horizon" : unit,
    };
  });
}

function rangeOf(before: string | undefined, low: number, high: number | undefined, orMore: boolean) {
  if (high !== undefined) return { low, high, lowOpen: false, highOpen: false };
  if (orMore) return { low, high: Number.POSITIVE_INFINITY, lowOpen: false, highOpen: true };
  switch (before) {
    case "at least":
    case "no less than":
    case "not less than":
    case "minimum of":
    case "≥":
      return { low, high: Number.POSITIVE_INFINITY, lowOpen: false, highOpen: true };
    case "at most":
    case "up to":
    case "no more than":
    case "not more than":
    case "≤":
      return { low: 0, high: low, lowOpen: false, highOpen: false };
    case "under":
    case "less than":
    case "below":
    case "fewer than":
    case "shorter than":
    case "<":
      return { low: 0, high: low, lowOpen: false, highOpen: true };
    case undefined:
    case "within":
    case "next":
    case "coming":
    case "of":
    case "out of":
    case "in":
      return { low, high: low, lowOpen: false, highOpen: false };
    default:
      return { low, high: Number.POSITIVE_INFINITY, lowOpen: true, highOpen: true };
  }
}

/** True where whatever the fact says makes the claim true, in the fact's own numbers. */
export function supports(fact: Quantity, claim: Quantity): boolean {
  return (
    (claim.unit === undefined || claim.unit === fact.unit) &&
    claim.numbers.every((number) => fact.numbers.includes(number)) &&
    (claim.low < fact.low || (claim.low === fact.low && (fact.lowOpen || !claim.lowOpen))) &&
    (claim.high > fact.high || (claim.high === fact.high && (fact.highOpen || !claim.highOpen)))
  );
}
