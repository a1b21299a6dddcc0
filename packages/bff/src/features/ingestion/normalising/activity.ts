import type { Instant } from "@dormant-users/shared-types";
import { toInstant } from "./instant-text.ts";
import { type ObservedActivity, ObservedBasis, type SourceAccount } from "./source-account.ts";

/** Instants of one basis: ascending, each once; no entry for none. */
export function observed(basis: ObservedBasis, instantsMs: readonly number[]): ObservedActivity[] {
  if (instantsMs.length === 0) return [];
  const ascending = [...new Set(instantsMs)].sort((a, b) => a - b);
  return [{ basis, instants: ascending.map(toInstant) }];
}

/** The newest activity of one record and its basis; of equal instants the surer basis. */
export function newestActivity(
  account: Pick<SourceAccount, "activity">,
): { at: Instant; basis: ObservedBasis } | undefined {
  let newest: { at: Instant; basis: ObservedBasis } | undefined;
  for (const basis of ObservedBasis.options) {
    const at = account.activity.find((entry) => entry.basis === basis)?.instants.at(-1);
    if (at !== undefined && (newest === undefined || at > newest.at)) newest = { at, basis };
  }
  return newest;
}

/**
 * What a record says about use, in the light of its whole source: Entra leaves `signInActivity` out both for accounts that
 * never signed in and where nobody's was exported; elsewhere a missing field says nothing.
 *
 * @param sourceReports whether any record of the same source is `reported`
 */
export function activityKnowledge(
  account: Pick<SourceAccount, "activity" | "activityReporting" | "sourceKind">,
  sourceReports: boolean,
): "active" | "never" | "unknown" {
  if (account.activity.length > 0) return "active";
  if (account.activityReporting === "reported") return "never";
  const absentIsNever = account.sourceKind === "entra" && account.activityReporting === "absent";
  return absentIsNever && sourceReports ? "never" : "unknown";
}
