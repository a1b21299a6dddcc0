import { fold, plainWords, words } from "../evidence/fold.ts";

/** What is known to name a user. Held in memory for the checks of one analysis; never part of what is checked. */
export interface KnownIdentifiers {
  /** Given, family, display names; nicknames. */
  readonly names: readonly string[];
  /** E-mail addresses, user principal names, logins. */
  readonly addresses: readonly string[];
  /** Object ids, employee numbers, external ids. */
  readonly ids: readonly string[];
  readonly phones: readonly string[];
}

/** An identifier as text is searched for it. */
export type Needle =
  /** A word by itself; inside a longer word too where `inside`. */
  | { readonly kind: "word"; readonly word: string; readonly inside: boolean }
  /** Words in a row. */
  | { readonly kind: "phrase"; readonly words: readonly string[] }
  /** Anywhere, folded. */
  | { readonly kind: "text"; readonly text: string }
  /** Digits, whatever stands between them. */
  | { readonly kind: "digits"; readonly digits: string };

/** Scripts that write names in two characters and without spaces. */
const SPACELESS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]+$/u;
const MIN_NAME_LETTERS = 3;
/** Shorter names occur inside ordinary words (`Ann` in `cannot`). */
const MIN_INSIDE_LETTERS = 5;
/** Shorter numbers are counts and ages. */
const MIN_ID_DIGITS = 4;
const MIN_PHONE_DIGITS = 7;

/** All ways in which the identifiers could show up. */
export function needlesOf(identifiers: KnownIdentifiers): readonly Needle[] {
  return [
    ...identifiers.names.flatMap(nameNeedles),
    ...identifiers.addresses.flatMap(addressNeedles),
    ...identifiers.ids.flatMap(idNeedles),
    ...identifiers.phones.flatMap(phoneNeedles),
  ];
}

function nameNeedles(name: string): readonly Needle[] {
  const parts = words(name);
  const phrase: readonly Needle[] = parts.length > 1 ? [{ kind: "phrase", words: parts }] : [];
  const together = parts.join("");
  // `DeVito` is one word to some writers, `Will Short` becomes willshort in a login
  const searched = new Set([
    ...parts,
    ...plainWords(name),
    ...(together.length >= MIN_INSIDE_LETTERS ? [together] : []),
  ]);
  return [...phrase, ...[...searched].filter((part) => /\p{L}/u.test(part)).flatMap(partNeedles)];
}

function partNeedles(part: string): readonly Needle[] {
  const letters = [...part].length;
  if (SPACELESS.test(part)) return letters >= 2 ? [{ kind: "word", word: part, inside: true }] : [];
  return letters >= MIN_NAME_LETTERS ? [{ kind: "word", word: part, inside: letters >= MIN_INSIDE_LETTERS }] : [];
}

function addressNeedles(address: string): readonly Needle[] {
  const whole = fold(address).trim();
  const [local = "", domain = ""] = whole.split("@");
  const company = domain.split(".").at(-2) ?? "";
  return [
    ...(whole.length >= MIN_ID_DIGITS ? [{ kind: "text", text: whole } as const] : []),
    ...nameNeedles(local),
    ...partNeedles(company),
  ];
}

function idNeedles(id: string): readonly Needle[] {
  const whole = fold(id).trim();
  if (/^\p{N}+$/u.test(whole))
    return whole.length >= MIN_ID_DIGITS ? [{ kind: "word", word: whole, inside: false }] : [];
  return whole.length >= MIN_ID_DIGITS ? [{ kind: "text", text: whole }] : [];
}

function phoneNeedles(phone: string): readonly Needle[] {
  const digits = fold(phone).replace(/\P{N}/gu, "");
  // national and international forms share their last digits
  return digits.length >= MIN_PHONE_DIGITS ? [{ kind: "digits", digits: digits.slice(-9) }] : [];
}
