import type { Formats } from "../../formats.ts";

/** Counted things, in the number and the words of English. */
export function createEnglishCounts(formats: Formats) {
  const counted = (one: string, many: string) => (count: number) =>
    `${formats.number(count)} ${formats.plural(count) === "one" ? one : many}`;
  return {
    days: counted("day", "days"),
    users: counted("user", "users"),
    accounts: counted("account", "accounts"),
  };
}
