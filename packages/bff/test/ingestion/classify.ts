import { activityKnowledge, newestActivity } from "../../src/features/ingestion/normalising/activity.ts";
import type { SourceAccount } from "../../src/features/ingestion/normalising/source-account.ts";

export type AnswerClass = "dormant" | "not_dormant" | "excluded" | "unknown";

/**
 * The rule of the known answers, over the accounts of one source: cannot sign in → excluded; last active, else the start of an
 * account never active, strictly before the cutoff → dormant; nothing to judge by → unknown.
 */
export function classify(accounts: readonly SourceAccount[], cutoff: string): Map<string, AnswerClass> {
  const sourceReports = accounts.some(({ activityReporting }) => activityReporting === "reported");
  const cutoffMs = Date.parse(cutoff);
  const classOf = (account: SourceAccount): AnswerClass => {
    if (!account.canSignIn) return "excluded";
    const isKnown = activityKnowledge(account, sourceReports) !== "unknown";
    const reference = newestActivity(account)?.at ?? (isKnown ? account.accountStartAt : undefined);
    if (reference === undefined) return "unknown";
    return Date.parse(reference) < cutoffMs ? "dormant" : "not_dormant";
  };
  return new Map(accounts.map((account) => [account.externalId, classOf(account)]));
}
