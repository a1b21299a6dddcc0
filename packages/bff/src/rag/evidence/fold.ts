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

/** Letters and digits in runs, folded; `camelCase` and `snake_case` are taken apart. */
export function words(text: string): readonly string[] {
  const parted = text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return fold(parted).match(/[\p{L}\p{N}]+/gu) ?? [];
}
