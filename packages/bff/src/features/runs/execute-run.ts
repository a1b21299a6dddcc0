import { setTimeout as wait } from "node:timers/promises";
import type { TenantId } from "@dormant-users/shared-types";
import { runEnded } from "../../observability/events/run-ended.ts";
import { tenantJudged } from "../../observability/events/tenant-judged.ts";
import { getTenantStanding } from "../detection/index.ts";
import { keepSearchesFast } from "../insights/index.ts";
import { refreshOutlooks } from "../returns/index.ts";
import { analyseListed } from "./analyse-listed.ts";
import { type AnalysisRun, isOver, RunLostError, type RunStatus } from "./analysis-run.ts";
import { embedListed } from "./embed-listed.ts";
import { openBudget } from "./open-budget.ts";
import type { RunServices } from "./run-services.ts";
import { RunWorker } from "./run-worker.ts";
import { getRun } from "./start-run.ts";
import { withRetries } from "./with-retries.ts";

export interface ExecuteOptions {
  /** Stops after the answers under way; the run then waits for whoever takes it up. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((run: AnalysisRun) => void) | undefined;
  /** For the model's work on one user. Default 30 s. */
  readonly deadlineMs?: number | undefined;
}

const BEAT_MS = 5_000;
const WATCH_MS = 500;

/**
 * Works on a run until it is over; where another process does, watches it, and takes it up should that process die. No
 * transaction is open while a model works, and what each user's analysis gave is kept at once.
 *
 * @throws {DomainError} `not_found` for a run this tenant does not have
 * @throws the reason of `signal` when the caller aborts
 */
export async function executeRun(
  services: RunServices,
  tenantId: TenantId,
  runId: string,
  options: ExecuteOptions = {},
): Promise<AnalysisRun> {
  const { signal, onProgress } = options;
  for (;;) {
    signal?.throwIfAborted();
    const run = await withRetries(() => getRun(services.database, tenantId, runId));
    onProgress?.(run);
    if (isOver(run)) return run;
    const worker = new RunWorker(services.database, tenantId, run, onProgress);
    if (await worker.take()) {
      const ended = await work(services, tenantId, worker, options);
      if (ended !== undefined) return ended;
    } else await wait(WATCH_MS, undefined, { signal });
  }
}

/** Does the run's work; undefined when another process has taken it up meanwhile. */
async function work(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  options: ExecuteOptions,
): Promise<AnalysisRun | undefined> {
  const { database, logger, now } = services;
  const { signal } = options;
  const startedAt = performance.now();
  const before = worker.run;
  const end = async (status: RunStatus, outcome: string | null): Promise<AnalysisRun> => {
    const after = await worker.end(status, outcome);
    runEnded(logger, { tenant: tenantId, before, after, durationMs: performance.now() - startedAt });
    return after;
  };
  const beating = setInterval(() => {
    worker.beat().catch((error: unknown) => logger.debug("run_beat_failed", { run_id: worker.run.id, error }));
  }, BEAT_MS);
  const mayGoOn = () => signal?.aborted !== true && !worker.run.cancelRequested;
  try {
    await withRetries(() => refreshOutlooks(database, tenantId, { signal }));
    const standing = await withRetries(() => database.withTenant(tenantId, getTenantStanding, { readOnly: true }));
    tenantJudged(logger, { tenant: tenantId, ...standing, nowMs: now() });
    const budget = await openBudget(services, tenantId);
    await embedListed(services, tenantId, worker, budget, mayGoOn);
    await keepSearchesFast(services, tenantId);
    const notes = await analyseListed(services, tenantId, worker, budget, { mayGoOn, deadlineMs: options.deadlineMs });
    if (signal?.aborted === true) throw signal.reason;
    if (worker.run.cancelRequested) return await end("cancelled", "cancelled on request");
    return await end(statusOf(worker.run), notes);
  } catch (error) {
    if (error instanceof RunLostError) return undefined;
    if (signal?.aborted === true) {
      await end("queued", null);
      throw signal.reason;
    }
    logger.error("run_failed", { run_id: worker.run.id, tenant: tenantId, error });
    return await end("failed", "stopped by an unexpected failure; start it again to go on");
  } finally {
    clearInterval(beating);
  }
}

function statusOf({ failed, analysed, unchanged }: AnalysisRun): "succeeded" | "partial" | "failed" {
  if (failed === 0) return "succeeded";
  return analysed + unchanged > 0 ? "partial" : "failed";
}
