import type { TenantId, UserId } from "@dormant-users/shared-types";
import type { Analysis } from "../../rag/index.ts";
import type { Logger } from "../logger.ts";
import { roundedMs } from "../rounded.ts";

interface AnalysedUser {
  readonly tenant: TenantId;
  readonly runId: string;
  readonly userId: UserId;
  readonly analysis: Analysis;
  /** The chat model that was asked; undefined: none was. */
  readonly modelId: string | undefined;
  readonly costUsd: number;
}

/** The one line of an analysed user: the audit trail of every question to a model. No text of it is repeated. */
export function userAnalysed(
  logger: Logger,
  { tenant, runId, userId, analysis, modelId, costUsd }: AnalysedUser,
): void {
  const { insight, dropped, egressFindings, modelCalls, attempts, usage, modelErrors, latencyMs } = analysis;
  const fellBack = modelId !== undefined && insight.source === "rules";
  logger.measured(
    fellBack || modelErrors.length > 0 ? "warn" : "info",
    "user_analysed",
    {
      tenant,
      run_id: runId,
      user_id: userId,
      source: insight.source,
      rules_reason: insight.rules_reason,
      model: modelId ?? null,
      risk_level: insight.risk_level,
      confidence: insight.confidence,
      questions: modelCalls,
      dropped: tally(dropped.map(({ reason }) => reason)),
      egress: tally(egressFindings.map(({ kind }) => kind)),
      model_errors: tally(modelErrors.map(({ kind }) => kind)),
    },
    {
      "analysis.count": 1,
      "analysis.duration_ms": roundedMs(latencyMs),
      "analysis.dropped_claims": dropped.length,
      "analysis.rules_fallbacks": fellBack ? 1 : 0,
      "analysis.egress_blocked": egressFindings.length > 0 ? 1 : 0,
      "model.calls": attempts,
      "model.errors": modelErrors.length,
      "model.throttled": modelErrors.filter(({ kind }) => kind === "throttled" || kind === "quota_exceeded").length,
      "model.input_tokens": usage.inputTokens,
      "model.output_tokens": usage.outputTokens,
      "model.cost_usd": costUsd,
    },
  );
}

/** An analysis that ended in an error: the user keeps the insight of before, and the run goes on. */
export function userAnalysisFailed(
  logger: Logger,
  {
    tenant,
    runId,
    userId,
    error,
  }: Omit<AnalysedUser, "analysis" | "modelId" | "costUsd"> & { readonly error: unknown },
): void {
  const fields = { tenant, run_id: runId, user_id: userId, error };
  logger.measured("error", "user_analysis_failed", fields, { "analysis.failed": 1 });
}

function tally(words: readonly string[]): Record<string, number> | undefined {
  if (words.length === 0) return undefined;
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]));
}
