import type { SourceAccount } from "./source-account.ts";

/**
 * The key under which accounts of one person in several sources become one user: the e-mail address in lower case (NFC). An
 * account without one stays alone. Which field is the address is each shape's matter (docs/ingestion.md).
 */
export function mergeKeyOf(account: Pick<SourceAccount, "email" | "externalId">, sourceName: string): string {
  // An address never holds a colon, so the two kinds of key cannot meet.
  return account.email === undefined
    ? `id:${sourceName}:${account.externalId}`
    : account.email.toLowerCase().normalize("NFC");
}
