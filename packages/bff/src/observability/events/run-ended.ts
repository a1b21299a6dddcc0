import type { TenantId } from "@dormant-users/shared-types";
import type { Logger } from "../logger.ts";

/** A run's totals, as far as its line tells them. */
export interface ToldRun {
  readonly id: string;
  readonly status: string;
  readonly dormant: number;
  readonly analysed: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly byModel: number;
  readonly byRules: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly embeddingTokens: number;
  readonly costUsd: number;
  /** ISO 8601. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

interface EndedRun {
  readonly tenant: TenantId;
  /** When this process took it up: a resumed run's earlier work was told by who did it. */
  readonly before: ToldRun;
  readonly after: ToldRun;
}

/** A run ended, or (`queued`) was given back for another process. What it cost is told by tenant here and nowhere else. */
export function runEnded(logger: Logger, { tenant, before, after }: EndedRun): void {
  const { id, status, dormant, analysed, unchanged, failed, byModel, byRules } = after;
  logger.measured(
    status === "failed" ? "error" : "info",
    "run_ended",
    { tenant, run_id: id, status, dormant, analysed, unchanged, failed, by_model: byModel, by_rules: byRules },
    {
      ...(status !== "queued" && {
        "run.count": 1,
        "run.duration_ms": Date.parse(after.finishedAt ?? "") - Date.parse(after.startedAt ?? ""),
        "run.failed": status === "failed" ? 1 : 0,
      }),
      "tenant.cost_usd": after.costUsd - before.costUsd,
      "tenant.model_tokens": tokensOf(after) - tokensOf(before),
    },
  );
}

function tokensOf({ inputTokens, outputTokens, embeddingTokens }: ToldRun): number {
  return inputTokens + outputTokens + embeddingTokens;
}

/** A run that had to stop and that nobody goes on with, or that failed before it began: the next schedule takes it up. */
export function scheduledRunUnfinished(
  logger: Logger,
  { tenant, error }: { readonly tenant: TenantId; readonly error?: unknown },
): void {
  logger.measured("error", "scheduled_run_unfinished", { tenant, error }, { "run.unfinished": 1 });
}
