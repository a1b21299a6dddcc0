import { MAX_LIST_LENGTH, MAX_TEXT_LENGTH } from "./source-account.ts";

// Characters that change how text looks or reads without being seen: bidirectional controls, zero-width space, word joiner,
// byte order mark, soft hyphen, tag characters. The joiners U+200C and U+200D stay: Persian and Indic names need them.
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;
const EMAIL = /^[^\s@"<>(),:;\\[\]]+@[^\s@"<>(),:;\\[\]]+$/u;
const MAX_EMAIL_LENGTH = 320;

/**
 * A text fit to be stored and shown: control characters turned into spaces, invisible ones removed, white space collapsed,
 * NFC, unpaired surrogates replaced, at most 256 characters.
 *
 * @returns undefined for anything but a text with something in it
 */
export function cleanText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  // Cut before the costly steps; NFC and the rest can only shorten so much.
  const cleaned = value
    .slice(0, 8 * MAX_TEXT_LENGTH)
    .toWellFormed()
    .replace(CONTROL, " ")
    .replace(INVISIBLE, "")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .trim();
  const capped = cleaned.length <= MAX_TEXT_LENGTH ? cleaned : [...cleaned].slice(0, MAX_TEXT_LENGTH).join("").trim();
  return capped === "" ? undefined : capped;
}

/** Names of groups, licences and the like: cleaned, each once, sorted, at most 200. */
export function cleanList(values: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const value of values) {
    const name = cleanText(value);
    if (name !== undefined) names.add(name);
  }
  return [...names].sort().slice(0, MAX_LIST_LENGTH);
}

/** An e-mail address as written, trimmed and NFC; undefined for anything that is none. */
export function cleanEmail(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > MAX_EMAIL_LENGTH) return undefined;
  const email = value.toWellFormed().replace(INVISIBLE, "").normalize("NFC").trim();
  return EMAIL.test(email) && !/\p{Cc}/u.test(email) ? email : undefined;
}

/** The first value that is an e-mail address. */
export function firstEmail(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const email = cleanEmail(value);
    if (email !== undefined) return email;
  }
  return undefined;
}

/** The first value with something in it, cleaned. */
export function firstText(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const text = cleanText(value);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Given and family name as one, where either is known. */
export function fullName(given: unknown, family: unknown): string | undefined {
  return cleanText([cleanText(given), cleanText(family)].filter((part) => part !== undefined).join(" "));
}
