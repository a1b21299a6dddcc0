import type { RefreshJob } from "@dormant-users/shared-types";
import type { AnalysisRun } from "./analysis-run.ts";

/** A run as the API tells it. */
export function toRefreshJob(run: AnalysisRun): RefreshJob {
  const instant = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());
  return {
    job_id: run.id,
    status: run.status,
    requested_by: run.requestedBy,
    requested_at: new Date(run.requestedAt).toISOString(),
    started_at: instant(run.startedAt),
    finished_at: instant(run.finishedAt),
    cancel_requested: run.cancelRequested,
    dormant: run.dormant,
    analysed: run.analysed,
    unchanged: run.unchanged,
    failed: run.failed,
    by_source: { model: run.byModel, rules: run.byRules },
    dropped_claims: run.droppedClaims,
    model_calls: run.modelCalls,
    embedding_calls: run.embeddingCalls,
    tokens: { input: run.inputTokens, output: run.outputTokens, embedding: run.embeddingTokens },
    cost_usd: run.costUsd,
    outcome: run.outcome,
  };
}
