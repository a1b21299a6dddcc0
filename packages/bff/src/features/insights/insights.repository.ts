import type { Insight, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { Analysis, Dropped } from "../../rag/index.ts";

/** An insight as it stands in the database. Instants are ISO 8601. */
export interface StoredInsight {
  readonly insightId: string;
  readonly userId: UserId;
  readonly insight: Insight;
  readonly analysedAt: string;
  readonly runId: string | null;
}

/** An insight of any time, and what it took. */
export interface InsightHistoryEntry extends StoredInsight {
  /** `answered`, `repaired`, or why the rules stood in. */
  readonly outcome: string;
  readonly dropped: readonly Dropped[];
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly latencyMs: number;
}

export interface NewInsight {
  readonly userId: UserId;
  readonly runId: string;
  readonly analysis: Analysis;
  readonly costUsd: number;
}

const COLUMNS = `insight_id AS "insightId", user_id AS "userId", insight, analysed_at AS "analysedAt", run_id AS "runId"`;

const selectInsight = defineQuery<UserId, StoredInsight>({
  name: "insights.find_insight",
  text: (schema) => `SELECT ${COLUMNS} FROM ${schema}.user_insights WHERE user_id = $1`,
  params: (userId) => [userId],
});

/** The insight in force; undefined before the first analysis. */
export const findInsight = (tx: TenantTransaction, userId: UserId): Promise<StoredInsight | undefined> =>
  tx.find(selectInsight, userId);

const selectHistory = defineQuery<
  { userId: UserId; limit: number },
  Omit<InsightHistoryEntry, "costUsd"> & { costUsd: string },
  InsightHistoryEntry
>({
  name: "insights.list_history",
  text: (schema) => `
SELECT ${COLUMNS}, outcome, dropped, model_calls AS "modelCalls", input_tokens AS "inputTokens",
  output_tokens AS "outputTokens", cost_usd AS "costUsd", latency_ms AS "latencyMs"
FROM ${schema}.rag_analysis_history WHERE user_id = $1 ORDER BY analysed_at DESC, history_id DESC LIMIT $2::integer`,
  params: ({ userId, limit }) => [userId, limit],
  row: (row) => ({ ...row, costUsd: Number(row.costUsd) }),
});

/** Every insight the user ever had, newest first. */
export const listInsightHistory = (tx: TenantTransaction, userId: UserId, limit = 20): Promise<InsightHistoryEntry[]> =>
  tx.list(selectHistory, { userId, limit });

const insertInsight = defineQuery<NewInsight>({
  name: "insights.insert_insight",
  text: (schema) => `
WITH told AS (
  INSERT INTO ${schema}.rag_analysis_history (user_id, insight_id, run_id, risk_level, confidence, source, model_id,
    prompt_version, rules_version, analysis_hash, outcome, dropped, model_calls, input_tokens, output_tokens, cost_usd,
    latency_ms, insight, analysed_at)
  VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13, $14, $15, $16, $17::jsonb, $18)
  RETURNING user_id, insight_id, run_id, risk_level, confidence, source, analysis_hash, insight, analysed_at)
INSERT INTO ${schema}.user_insights AS i
  (user_id, insight_id, run_id, risk_level, confidence, source, analysis_hash, insight, analysed_at)
SELECT user_id, insight_id, run_id, risk_level, confidence, source, analysis_hash, insight, analysed_at FROM told
ON CONFLICT (user_id) DO UPDATE SET insight_id = excluded.insight_id, run_id = excluded.run_id,
  risk_level = excluded.risk_level, confidence = excluded.confidence, source = excluded.source,
  analysis_hash = excluded.analysis_hash, insight = excluded.insight, analysed_at = excluded.analysed_at`,
  params: ({ userId, runId, costUsd, analysis: { insight, dropped, modelCalls, usage, latencyMs } }) => [
    userId,
    runId,
    insight.risk_level,
    insight.confidence,
    insight.source,
    insight.model_id,
    insight.prompt_version,
    insight.rules_version,
    insight.evidence_hash,
    insight.rules_reason ?? (modelCalls > 1 ? "repaired" : "answered"),
    JSON.stringify(dropped),
    modelCalls,
    usage.inputTokens,
    usage.outputTokens,
    costUsd.toFixed(8),
    Math.round(latencyMs),
    JSON.stringify(insight),
    insight.generated_at,
  ],
});

/** Puts an insight in force and keeps it for good. */
export const saveInsight = (tx: TenantTransaction, insight: NewInsight): Promise<number> =>
  tx.execute(insertInsight, insight);
