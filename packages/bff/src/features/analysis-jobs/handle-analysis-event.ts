import { AnalysisEvent } from "@dormant-users/shared-types";
import type { AnalysisJobServices } from "./analysis-job-services.ts";
import { listScheduledTenants } from "./list-scheduled-tenants.ts";
import { runStep, type StepAnswer } from "./run-step.ts";
import { carryOut, type JobOutcome, runTenants } from "./run-tenants.ts";

export type AnalysisAnswer = StepAnswer | readonly JobOutcome[];

/**
 * Does what the function was called for: a step, one run, one tenant, or (a schedule) every tenant.
 *
 * @param input as Lambda hands it over
 * @param signal the end of the time there is
 * @throws {ZodError} for an event that is none of {@link AnalysisEvent}
 */
export async function handleAnalysisEvent(
  services: AnalysisJobServices,
  input: unknown,
  signal: AbortSignal,
): Promise<AnalysisAnswer> {
  const event = AnalysisEvent.parse(input ?? {});
  if ("step" in event) return runStep(services, event, signal);
  if ("run_id" in event) return [await carryOut(services, event.tenant, event.run_id, signal)];
  return runTenants(services, "tenant" in event ? [event.tenant] : await listScheduledTenants(services), signal);
}
