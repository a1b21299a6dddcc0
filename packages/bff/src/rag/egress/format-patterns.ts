export type PatternName = "at_sign" | "guid" | "ip_address" | "iban" | "phone";

const GUID = /\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b/i;
const IPV4 = /(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]*\d)/;
/** Eight groups, or fewer around one `::`; a clock time has neither. */
const IPV6 =
  /(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){0,6}:?[0-9a-f]{0,4}|::(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})(?![\w:])/gi;
const IBAN_SHAPE = /\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\b/gi;
const PHONE = /(?<![\w.])(?:\+|00)?\(?\d(?:[ ().\-/\u00a0]{0,2}\d){6,14}(?![\w])/g;

/** ISO 13616: the rearranged number is 1 modulo 97. */
function isIban(candidate: string): boolean {
  const compact = candidate.replaceAll(" ", "").toUpperCase();
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** With a plus or double zero from seven digits, else from nine: shorter runs are dates and counts. */
function isPhone(candidate: string): boolean {
  const digits = candidate.replace(/\D/g, "").length;
  return /^(?:\+|00)/.test(candidate) ? digits >= 7 : digits >= 9;
}

const PATTERNS: Readonly<Record<PatternName, (text: string) => boolean>> = {
  at_sign: (text) => text.includes("@"),
  guid: (text) => GUID.test(text),
  ip_address: (text) =>
    IPV4.test(text) || (text.match(IPV6) ?? []).some((found) => found.includes("::") || found.split(":").length === 8),
  iban: (text) => (text.match(IBAN_SHAPE) ?? []).some(isIban),
  phone: (text) => (text.match(PHONE) ?? []).some(isPhone),
};

/** The formats of identifiers that occur in a text, whoever they belong to. Compatibility forms count (`＠`). */
export function findPatterns(text: string): readonly PatternName[] {
  const plain = text.normalize("NFKC").replace(/\p{Cf}/gu, "");
  return (Object.keys(PATTERNS) as PatternName[]).filter((name) => PATTERNS[name](plain));
}
