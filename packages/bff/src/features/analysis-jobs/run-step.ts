import type {
  AnalysisStep,
  DetectedUsers,
  ListedTenants,
  StepProgress,
  StoredRun,
  TenantId,
} from "@dormant-users/shared-types";
import { decisionsUnpublished } from "../../observability/events/platform-trouble.ts";
import { publishEvents } from "../decisions/index.ts";
import { analyseForRun, closeRun, detectForRun, embedForRun, toRefreshJob } from "../runs/index.ts";
import type { AnalysisJobServices } from "./analysis-job-services.ts";
import { listScheduledTenants } from "./list-scheduled-tenants.ts";
import { WATCH_MS } from "./run-tenants.ts";

/** Another process works on the run: the step is to be tried again later. State machines know it by its name. */
class RunBusyError extends Error {
  override readonly name = "RunBusyError";
}

export type StepAnswer = ListedTenants | DetectedUsers | StepProgress | StoredRun;

/**
 * Does one step of a tenant's analysis. Any step of a run that is over by now answers at once.
 *
 * @param signal the end of the time there is
 * @throws {RunBusyError} where `store` finds another process at work on the run
 */
export async function runStep(
  services: AnalysisJobServices,
  event: AnalysisStep,
  signal: AbortSignal,
): Promise<StepAnswer> {
  const options = { signal, watchMs: WATCH_MS };
  switch (event.step) {
    case "list-tenants":
      return { tenants: await listScheduledTenants(services, event) };
    case "detect": {
      const { id, dormant } = await detectForRun(services, event.tenant, { requestedBy: "schedule" }, options);
      return { tenant: event.tenant, run_id: id, dormant };
    }
    case "embed": {
      const { status } = await embedForRun(services, event.tenant, event.run_id, options);
      return { tenant: event.tenant, run_id: event.run_id, status, done: status !== "running" };
    }
    case "analyze": {
      const { run, isDone } = await analyseForRun(services, event.tenant, event.run_id, options);
      return { tenant: event.tenant, run_id: run.id, status: run.status, done: isDone };
    }
    case "store":
      return store(services, event.tenant, event.run_id, options);
  }
}

async function store(
  services: AnalysisJobServices,
  tenant: TenantId,
  runId: StoredRun["run_id"],
  options: Parameters<typeof closeRun>[3],
): Promise<StoredRun> {
  const run = await closeRun(services, tenant, runId, options);
  if (run.status === "running") throw new RunBusyError("another process works on this run");
  const { job_id, status, dormant, analysed, unchanged, failed, by_source, cost_usd } = toRefreshJob(run);
  if (services.events !== undefined) {
    await publishEvents(services.database, tenant, services.events).catch((error: unknown) => {
      decisionsUnpublished(services.logger, tenant, error);
    });
  }
  return { tenant, run_id: job_id, status, dormant, analysed, unchanged, failed, by_source, cost_usd };
}
