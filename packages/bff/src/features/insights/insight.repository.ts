import { type EarlierInsight, Insight, type UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";

/** The insight in force for a user. */
export interface PresentInsight {
  readonly insight_id: string;
  /** Null where this version cannot read it. */
  readonly insight: Insight | null;
  readonly analysed_at: string;
}

const selectInsight = defineQuery<UserId, PresentInsight & { insight: unknown }, PresentInsight>({
  name: "insights.find_insight",
  text: (schema) => `
SELECT i.insight_id, i.insight, i.analysed_at FROM ${schema}.user_insights AS i WHERE i.user_id = $1`,
  params: (userId) => [userId],
  // One that an earlier version wrote and this one cannot read waits for the next analysis.
  row: ({ insight, analysed_at, insight_id }) => ({
    insight_id,
    insight: Insight.safeParse(insight).data ?? null,
    analysed_at: new Date(analysed_at).toISOString(),
  }),
});

export const findPresentInsight = (tx: TenantTransaction, userId: UserId): Promise<PresentInsight | undefined> =>
  tx.find(selectInsight, userId);

interface EarlierRequest {
  readonly userId: UserId;
  /** Left out of the answer. */
  readonly presentId: string | null;
}

const selectEarlier = defineQuery<EarlierRequest, EarlierInsight, EarlierInsight>({
  name: "insights.list_earlier",
  text: (schema) => `
SELECT insight_id, risk_level, confidence, source, model_id, outcome, insight -> 'summary' -> 0 ->> 'text' AS summary, analysed_at
FROM ${schema}.rag_analysis_history WHERE user_id = $1 AND insight_id IS DISTINCT FROM $2::uuid
ORDER BY analysed_at DESC, history_id DESC LIMIT 20`,
  params: ({ userId, presentId }) => [userId, presentId],
  row: (row) => ({ ...row, analysed_at: new Date(row.analysed_at).toISOString() }),
});

export const listEarlierInsights = (tx: TenantTransaction, request: EarlierRequest): Promise<EarlierInsight[]> =>
  tx.list(selectEarlier, request);
