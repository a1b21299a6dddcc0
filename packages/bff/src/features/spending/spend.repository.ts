import { Settings } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { TokenUsage } from "../../rag/ports.ts";

/** The budget of a tenant that has set none. */
export const USUAL_BUDGET_USD = Settings.parse({}).monthly_budget_usd;

/** What a tenant's models cost in one month (UTC). */
export interface MonthlySpend {
  /** First day, `YYYY-MM-DD`. */
  readonly month: string;
  readonly costUsd: number;
  readonly byModel: readonly (TokenUsage & {
    readonly modelId: string;
    readonly calls: number;
    readonly costUsd: number;
    readonly embeds: boolean;
  })[];
}

/** First day of the instant's month (UTC), `YYYY-MM-DD`. */
export const monthOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 7)}-01`;

const selectSpend = defineQuery<string, Omit<MonthlySpend["byModel"][number], "costUsd"> & { costUsd: string }>({
  name: "spending.list_spend",
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
