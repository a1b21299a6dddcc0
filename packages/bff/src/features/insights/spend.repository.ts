import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { TokenUsage } from "../../rag/ports.ts";

/** USD for one call of a model; never 0 for want of a price. */
export type CostOf = (modelId: string, usage: TokenUsage) => number;

export interface Spend {
  readonly modelId: string;
  readonly calls: number;
  readonly usage: TokenUsage;
  readonly costUsd: number;
  readonly nowMs: number;
}

/** What a tenant's models cost in one month (UTC). */
export interface MonthlySpend {
  /** First day, `YYYY-MM-DD`. */
  readonly month: string;
  readonly costUsd: number;
  readonly byModel: readonly (Omit<Spend, "usage" | "nowMs"> & TokenUsage & { readonly embeds: boolean })[];
}

const monthOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 7)}-01`;

const upsertSpend = defineQuery<Spend>({
  name: "insights.add_spend",
  text: (schema) => `
INSERT INTO ${schema}.model_spend AS s (month, model_id, calls, input_tokens, output_tokens, cost_usd)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (month, model_id) DO UPDATE SET calls = s.calls + excluded.calls,
  input_tokens = s.input_tokens + excluded.input_tokens, output_tokens = s.output_tokens + excluded.output_tokens,
  cost_usd = s.cost_usd + excluded.cost_usd`,
  params: ({ nowMs, modelId, calls, usage, costUsd }) => [
    monthOf(nowMs),
    modelId,
    calls,
    usage.inputTokens,
    usage.outputTokens,
    costUsd.toFixed(8),
  ],
});

/** Meters calls of a model, in the transaction that keeps what they gave. */
export async function addSpend(tx: TenantTransaction, spend: Spend): Promise<void> {
  if (spend.calls > 0) await tx.execute(upsertSpend, spend);
}

const selectSpend = defineQuery<string, Omit<MonthlySpend["byModel"][number], "costUsd"> & { costUsd: string }>({
  name: "insights.list_spend",
  text: (schema) => `
SELECT model_id AS "modelId", calls, input_tokens AS "inputTokens", output_tokens AS "outputTokens", cost_usd AS "costUsd",
  EXISTS (SELECT FROM ${schema}.user_embeddings AS e WHERE e.model_id = s.model_id) AS embeds
FROM ${schema}.model_spend AS s WHERE month = $1 ORDER BY model_id`,
  params: (month) => [month],
});

/** What the tenant has spent in the month of the instant. */
export async function getMonthlySpend(tx: TenantTransaction, nowMs: number): Promise<MonthlySpend> {
  const month = monthOf(nowMs);
  const byModel = (await tx.list(selectSpend, month)).map((row) => ({ ...row, costUsd: Number(row.costUsd) }));
  return { month, costUsd: byModel.reduce((sum, { costUsd }) => sum + costUsd, 0), byModel };
}
