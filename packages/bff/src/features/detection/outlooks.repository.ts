import type { ThresholdSuggestion, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { UserRow } from "./dormant-user-row.ts";

type Outlook = Required<Pick<UserRow, "return_probability" | "typical_gap_low_days" | "typical_gap_high_days">>;

const selectOutlook = defineQuery<UserId, Outlook>({
  name: "detection.find_outlook",
  text: (schema) => `
SELECT return_probability, typical_gap_low_days, typical_gap_high_days FROM ${schema}.return_outlooks WHERE user_id = $1`,
  params: (userId) => [userId],
});

/** How likely the user is to come back; undefined before the first analysis. */
export const findOutlook = (tx: TenantTransaction, userId: UserId): Promise<Outlook | undefined> =>
  tx.find(selectOutlook, userId);

interface StoredSuggestion {
  readonly suggestedDays?: number;
  readonly outlooks: readonly {
    readonly thresholdDays: number;
    readonly flagged: number;
    readonly wouldReturn: number;
  }[];
}

const selectSuggestion = defineQuery<void, { suggestion: StoredSuggestion | null }>({
  name: "detection.find_threshold_suggestion",
  text: (schema) => `SELECT suggestion FROM ${schema}.return_models ORDER BY fitted_at DESC LIMIT 1`,
});

/** What each threshold would flag, as of the last analysis; null before it, or where too little is known. */
export async function findThresholdSuggestion(tx: TenantTransaction): Promise<ThresholdSuggestion | null> {
  const suggestion = (await tx.find(selectSuggestion))?.suggestion;
  if (suggestion === undefined || suggestion === null) return null;
  return {
    outlooks: suggestion.outlooks.map(({ thresholdDays, flagged, wouldReturn }) => ({
      inactive_days: thresholdDays,
      flagged,
      would_return: wouldReturn,
    })),
    suggested_days: suggestion.suggestedDays ?? null,
  };
}
