import { AccountType } from "@dormant-users/shared-types";

// Whole values only: "Service Desk" is a department of humans.
const WORDS: Readonly<Record<string, AccountType>> = {
  service: "service",
  "service account": "service",
  bot: "service",
  robot: "service",
  machine: "service",
  application: "service",
  "non human": "service",
  "system account": "service",
  guest: "guest",
  "guest user": "guest",
  "break glass": "break_glass",
  "break glass account": "break_glass",
  "emergency access": "break_glass",
  shared: "shared",
  "shared account": "shared",
  "shared mailbox": "shared",
  "generic account": "shared",
};

/** The account type a free-text user type stands for; undefined where it names none of the few that are sure. */
export function accountTypeOfWord(value: unknown): AccountType | undefined {
  if (typeof value !== "string") return undefined;
  const word = value.trim().toLowerCase();
  const stated = AccountType.safeParse(word);
  return stated.success ? stated.data : WORDS[word.replace(/[\s_-]+/g, " ")];
}
