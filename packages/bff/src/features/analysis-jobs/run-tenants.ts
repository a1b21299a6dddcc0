import type { JobId, JobStatus, TenantId } from "@dormant-users/shared-types";
import { scheduledRunUnfinished } from "../../observability/events/run-ended.ts";
import { executeRun, LEASE_SECONDS, listUnfinished, startRun } from "../runs/index.ts";
import type { AnalysisJobServices } from "./analysis-job-services.ts";

export interface JobOutcome {
  readonly tenant: TenantId;
  readonly run_id: JobId | null;
  /** `unfinished`: time ran out, and another call goes on; `running`: another process is at it. */
  readonly status: JobStatus | "unfinished" | "error";
}

/** A worker that was killed is known to be gone after its lease. */
export const WATCH_MS = (LEASE_SECONDS + 5) * 1_000;

/**
 * Runs the analysis of tenants one after another, what was left unfinished before included; a tenant that fails stops
 * nobody. Those whose turn does not come are handed on.
 *
 * @param signal the end of the time there is
 */
export async function runTenants(
  services: AnalysisJobServices,
  tenants: readonly TenantId[],
  signal: AbortSignal,
): Promise<readonly JobOutcome[]> {
  const done: JobOutcome[] = [];
  for (const tenant of tenants) {
    try {
      for (const runId of await runsOf(services, tenant)) done.push(await carryOut(services, tenant, runId, signal));
    } catch (error) {
      scheduledRunUnfinished(services.logger, { tenant, error });
      done.push({ tenant, run_id: null, status: "error" });
    }
  }
  return done;
}

/** The tenant's run of this night, and the runs of single users that nobody ended. */
async function runsOf({ database }: AnalysisJobServices, tenant: TenantId): Promise<readonly JobId[]> {
  const { run } = await startRun(database, tenant, { requestedBy: "schedule" });
  const left = await database.withTenant(tenant, listUnfinished, { readOnly: true });
  return [run.id, ...left.filter((id) => id !== run.id)];
}

/** Carries out a run as far as the time goes, and hands on what is left. */
export async function carryOut(
  services: AnalysisJobServices,
  tenant: TenantId,
  runId: JobId,
  signal: AbortSignal,
): Promise<JobOutcome> {
  try {
    const { status } = await executeRun(services, tenant, runId, { signal, watchMs: WATCH_MS });
    return { tenant, run_id: runId, status };
  } catch (error) {
    if (!signal.aborted) throw error;
    if (!(await isHandedOn(services, tenant, runId))) scheduledRunUnfinished(services.logger, { tenant });
    return { tenant, run_id: runId, status: "unfinished" };
  }
}

async function isHandedOn({ jobs, logger }: AnalysisJobServices, tenant: TenantId, runId: JobId): Promise<boolean> {
  if (jobs === undefined) return false;
  try {
    await jobs.launch(tenant, runId);
    return true;
  } catch (error) {
    logger.warn("run_not_handed_on", { tenant, run_id: runId, error });
    return false;
  }
}
