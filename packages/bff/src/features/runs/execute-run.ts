import type { JobId, TenantId } from "@dormant-users/shared-types";
import { withRetries } from "../../db/index.ts";
import { tenantJudged } from "../../observability/events/tenant-judged.ts";
import { getTenantStanding } from "../detection/index.ts";
import { refreshOutlooks } from "../returns/index.ts";
import { analyseListed } from "./analyse-listed.ts";
import { type AnalysisRun, isOver } from "./analysis-run.ts";
import { embedListed } from "./embed-listed.ts";
import { listRun } from "./list-run.ts";
import type { RunServices } from "./run-services.ts";
import { getRun, type RunRequest, startRun } from "./start-run.ts";
import { type WorkOptions, workOnRun } from "./work-on-run.ts";

/**
 * Works on a run until it is over; where another process does, watches it, and takes it up should that process die. No
 * transaction is open while a model works, and what each user's analysis gave is kept at once.
 *
 * @throws {DomainError} `not_found` for a run this tenant does not have
 * @throws the reason of `signal` when the caller aborts
 */
export function executeRun(
  services: RunServices,
  tenantId: TenantId,
  runId: JobId,
  options: WorkOptions = {},
): Promise<AnalysisRun> {
  return workOnRun(services, tenantId, runId, options, async (worker, mayGoOn) => {
    await detect(services, tenantId, worker.run, options.signal);
    const without = await embedListed(services, tenantId, worker, mayGoOn);
    const outcome = await analyse(services, tenantId, worker, mayGoOn, options);
    return { status: statusOf(worker.run), outcome: outcome ?? without };
  });
}

/** The first step of {@link executeRun} alone: starts the tenant's run, or joins it, and finds whom it is for. */
export async function detectForRun(
  services: RunServices,
  tenantId: TenantId,
  request: RunRequest,
  options: WorkOptions = {},
): Promise<AnalysisRun> {
  const { run } = await startRun(services.database, tenantId, request);
  await detect(services, tenantId, run, options.signal);
  return getRun(services.database, tenantId, run.id);
}

/** The second step alone: makes the vectors that the run's users lack. */
export function embedForRun(
  services: RunServices,
  tenantId: TenantId,
  runId: JobId,
  options: WorkOptions = {},
): Promise<AnalysisRun> {
  return workOnRun(services, tenantId, runId, options, async (worker, mayGoOn) => {
    const without = await embedListed(services, tenantId, worker, mayGoOn);
    return { status: "queued", outcome: without ?? worker.run.outcome };
  });
}

/**
 * The third step alone: analyses the run's users, as far as it gets until the caller's signal.
 *
 * @returns `isDone`: nobody is left, or the run is over
 */
export async function analyseForRun(
  services: RunServices,
  tenantId: TenantId,
  runId: JobId,
  options: WorkOptions = {},
): Promise<{ readonly run: AnalysisRun; readonly isDone: boolean }> {
  let open = Number.POSITIVE_INFINITY;
  try {
    const run = await workOnRun(services, tenantId, runId, options, async (worker, mayGoOn) => {
      const outcome = await analyse(services, tenantId, worker, mayGoOn, options);
      open = await worker.open();
      return { status: "queued", outcome };
    });
    return { run, isDone: isOver(run) || open === 0 };
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    return { run: await getRun(services.database, tenantId, runId), isDone: false };
  }
}

/** The last step alone: closes a run with its totals; one with users left waits for whoever takes it up. */
export function closeRun(
  services: RunServices,
  tenantId: TenantId,
  runId: JobId,
  options: WorkOptions = {},
): Promise<AnalysisRun> {
  return workOnRun(services, tenantId, runId, options, async (worker) => {
    const status = (await worker.open()) > 0 ? "queued" : statusOf(worker.run);
    return { status, outcome: worker.run.outcome };
  });
}

async function detect(
  { database, logger, now }: RunServices,
  tenantId: TenantId,
  run: AnalysisRun,
  signal: AbortSignal | undefined,
): Promise<void> {
  await withRetries(() => listRun(database, tenantId, run.id));
  await withRetries(() => refreshOutlooks(database, tenantId, { signal }));
  // A run of named users judges nobody else.
  if (run.userIds !== null) return;
  const standing = await withRetries(() => database.withTenant(tenantId, getTenantStanding, { readOnly: true }));
  tenantJudged(logger, { tenant: tenantId, ...standing, nowMs: now() });
}

async function analyse(
  services: RunServices,
  tenantId: TenantId,
  worker: Parameters<typeof analyseListed>[2],
  mayGoOn: () => boolean,
  { deadlineMs }: WorkOptions,
): Promise<string | null> {
  let outcome = worker.run.outcome;
  do {
    outcome = (await analyseListed(services, tenantId, worker, { mayGoOn, deadlineMs })) ?? outcome;
  } while (mayGoOn() && (await worker.takeBack()) > 0);
  return outcome;
}

function statusOf({ failed, analysed, unchanged }: AnalysisRun): "succeeded" | "partial" | "failed" {
  if (failed === 0) return "succeeded";
  return analysed + unchanged > 0 ? "partial" : "failed";
}
