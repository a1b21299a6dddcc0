import type { DormancySummary, MonthSpend } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { type DetectionSummary, type DormancyRequest, summariseDormancy } from "../detection/index.ts";
import { findLatestRuns, toRefreshJob } from "../runs/index.ts";
import { getStoredSettings } from "../settings/index.ts";
import { getMonthlySpend } from "../spending/index.ts";
import { getTrend } from "../trend/index.ts";

/** What changes while a run is at work, without making other answers old. */
type Progress = Pick<DormancySummary, "spend" | "last_run" | "active_run">;

/** What can be remembered of a summary. */
export type SettledSummary = DetectionSummary & Pick<DormancySummary, "trend" | "change">;

/** Counts, histogram, risks, licences and trend; of the tenant's data as of. */
export async function summariseTenant(
  tx: TenantTransaction,
  request: Omit<DormancyRequest, "asOf">,
  nowMs: number,
): Promise<SettledSummary> {
  return { ...(await summariseDormancy(tx, request, nowMs)), ...(await getTrend(tx)) };
}

/** The tenant's newest runs and what its models have cost this month: never remembered. */
export async function readProgress(tx: TenantTransaction, nowMs: number): Promise<Progress> {
  const { last, active } = await findLatestRuns(tx);
  return {
    spend: await spendOf(tx, nowMs),
    last_run: last === undefined ? null : toRefreshJob(last),
    active_run: active === undefined ? null : toRefreshJob(active),
  };
}

async function spendOf(tx: TenantTransaction, nowMs: number): Promise<MonthSpend> {
  const { month, costUsd, byModel } = await getMonthlySpend(tx, nowMs);
  const settings = await getStoredSettings(tx);
  const sum = (embeds: boolean, column: "calls" | "inputTokens" | "outputTokens"): number =>
    byModel.filter((model) => model.embeds === embeds).reduce((total, model) => total + model[column], 0);
  return {
    month: month.slice(0, 7),
    cost_usd: costUsd,
    budget_usd: settings.monthly_budget_usd,
    model_calls: sum(false, "calls"),
    embedding_calls: sum(true, "calls"),
    tokens: {
      input: sum(false, "inputTokens"),
      output: sum(false, "outputTokens"),
      embedding: sum(true, "inputTokens"),
    },
  };
}
