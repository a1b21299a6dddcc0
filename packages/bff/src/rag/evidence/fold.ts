/**
 * Text as it is compared: compatibility forms unified, case and diacritics gone, invisible characters dropped. `Ｄāvid`
 * and `david` fold to the same.
 */
export function fold(text: string): string {
  return (
    text
      .normalize("NFKD")
      // marks, format characters (zero-width, bidirectional) and controls
      .replace(/[\p{M}\p{Cf}]/gu, "")
      .replace(/\p{Cc}/gu, " ")
      .toLowerCase()
      // once more: lower-casing can bring a mark back (İ)
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replaceAll("ß", "ss")
      .replaceAll("ø", "o")
      .replaceAll("đ", "d")
      .replaceAll("ł", "l")
      .replaceAll("æ", "ae")
      .replaceAll("œ", "oe")
  );
}

/** Letters and digits in runs, folded. */
export function plainWords(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** As {@link plainWords}, with `camelCase` taken apart. */
export function words(text: string): readonly string[] {
  return plainWords(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));
}
