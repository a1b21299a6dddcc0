const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
const TEENS: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const MULTIPLES: Readonly<Record<string, string>> = {
  twice: "2 times",
  double: "2 times",
  triple: "3 times",
  thrice: "3 times",
};
const FRACTIONS: Readonly<Record<string, number>> = { half: 0.5, third: 0.33, quarter: 0.25 };
const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000, million: 1_000_000 };

const any = (words: Readonly<Record<string, unknown>>): string => Object.keys(words).join("|");

/** Words with a number in them that state none. */
const IDIOMS =
  /\b(?:two|multi|2)[- ]?(?:factor|step)\b|\b2fa\b|\bzero[- ]trust\b|\b(?:no|any|every|some|this|that|which)[- ]?one\b|\bone[- ](?:time|off)\b/g;
const COMPOUND = new RegExp(
  `\\b(?:(${any(UNITS)}) )?(hundred|thousand|million)s?\\b|\\b(${any(TENS)})(?:[- ](${any(UNITS)}))?\\b|\\b(${any(TEENS)})s?\\b`,
  "g",
);
/** `one` is a number only where it counts something. */
const COUNTED_ONE =
  /\bone(?= (?:of|in|out|day|week|month|year|percent|time|account|user|peer|neighbou?r|group|licen[cs]e|source|similar|returned|disabled|kept|is|was)\b)/g;
const OTHER_UNITS = new RegExp(`\\b(${any(UNITS).replace("|one|", "|")})\\b`, "g");
const FRACTION = new RegExp(`\\b(?:a |one )?(${any(FRACTIONS)})(?= of\\b)`, "g");

/** Lower-cased text with number words as digits: "twenty-one days" becomes "21 days". Ordinals and idioms stay words. */
export function digitise(text: string): string {
  return text
    .toLowerCase()
    .replace(IDIOMS, " ")
    .replace(FRACTION, (_, word: string) => String(FRACTIONS[word]))
    .replace(COMPOUND, (_, many?: string, scale?: string, tens?: string, unit?: string, teen?: string) => {
      if (scale !== undefined) return String((UNITS[many ?? "one"] ?? 1) * (SCALES[scale] ?? 1));
      if (tens !== undefined) return String((TENS[tens] ?? 0) + (UNITS[unit ?? "zero"] ?? 0));
      return String(TEENS[teen ?? ""] ?? 0);
    })
    .replace(new RegExp(`\\b(${any(MULTIPLES)})\\b`, "g"), (word) => MULTIPLES[word] ?? word)
    .replace(COUNTED_ONE, "1")
    .replace(OTHER_UNITS, (word) => String(UNITS[word] ?? word));
}
