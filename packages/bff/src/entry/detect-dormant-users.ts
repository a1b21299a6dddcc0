import { createServices } from "../composition/create-services.ts";
import { invocationTrace } from "../config/invocation-trace.ts";
import { loadConfig } from "../config/load-config.ts";
import { type AnalysisAnswer, handleAnalysisEvent } from "../features/analysis-jobs/index.ts";
import { runInvocation } from "../observability/run-invocation.ts";

/** Left for the answers under way, which are paid for, to be kept. */
const ENDING_MS = 45_000;

const services = await createServices(loadConfig());
const { listTenantIds } = services.database;

/** Analyses: what it is called with, and what it answers, is in shared-types (`AnalysisEvent`). */
export const handler = (
  event: unknown,
  context: { readonly awsRequestId?: string; getRemainingTimeInMillis(): number },
): Promise<AnalysisAnswer> => {
  const timeMs = Math.max(1_000, context.getRemainingTimeInMillis() - ENDING_MS);
  return runInvocation(context, invocationTrace(), () =>
    handleAnalysisEvent({ ...services, listTenantIds }, event, AbortSignal.timeout(timeMs)),
  );
};
