import type { Formats } from "../../formats.ts";

/** Counted things, in the number and the words of German. */
export function createGermanCounts(formats: Formats) {
  const counted = (one: string, many: string) => (count: number) =>
    `${formats.number(count)} ${formats.plural(count) === "one" ? one : many}`;
  return {
    days: counted("Tag", "Tage"),
    /** After a preposition of the dative: `seit 3 Tagen`. */
    daysDative: counted("Tag", "Tagen"),
    users: counted("Person", "Personen"),
    accounts: counted("Konto", "Konten"),
  };
}
