import { setTimeout as wait } from "node:timers/promises";
import type { JobId, JobStatus, TenantId } from "@dormant-users/shared-types";
import { withRetries } from "../../db/index.ts";
import { runEnded } from "../../observability/events/run-ended.ts";
import { recordAnalysedTrend } from "../trend/index.ts";
import { type AnalysisRun, isOver, RunLostError } from "./analysis-run.ts";
import type { RunServices } from "./run-services.ts";
import { RunWorker } from "./run-worker.ts";
import { getRun } from "./start-run.ts";

export interface WorkOptions {
  /** Stops after the answers under way; the run then waits for whoever takes it up. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((run: AnalysisRun) => void) | undefined;
  /** For the model's work on one user. Default 30 s. */
  readonly deadlineMs?: number | undefined;
  /** How long to watch another process that works on the run. Default: until the run is over. */
  readonly watchMs?: number | undefined;
}

/** How a stage leaves the run: over, or (`queued`) for whoever takes it up next. */
export interface StageEnd {
  readonly status: JobStatus;
  readonly outcome: string | null;
}

/** Work on a run that this process alone has. `mayGoOn` is false once it should come to its end. */
export type Stage = (worker: RunWorker, mayGoOn: () => boolean) => Promise<StageEnd>;

const BEAT_MS = 5_000;
const WATCH_MS = 500;

/**
 * Takes a run up and does a stage of its work; where another process works on it, watches, and takes it up should that
 * process die.
 *
 * @returns the run as it was left; `running`: another process still works on it
 * @throws {DomainError} `not_found` for a run this tenant does not have
 * @throws the reason of `signal` when the caller aborts
 */
export async function workOnRun(
  services: RunServices,
  tenantId: TenantId,
  runId: JobId,
  options: WorkOptions,
  stage: Stage,
): Promise<AnalysisRun> {
  const { signal, onProgress, watchMs = Number.POSITIVE_INFINITY } = options;
  const watchedUntil = performance.now() + watchMs;
  for (;;) {
    signal?.throwIfAborted();
    const run = await withRetries(() => getRun(services.database, tenantId, runId));
    onProgress?.(run);
    if (isOver(run)) return run;
    const worker = new RunWorker(services, tenantId, run, onProgress);
    if (await worker.take()) {
      const left = await carryOut(services, tenantId, worker, signal, stage);
      if (left !== undefined) return left;
    } else if (performance.now() >= watchedUntil) return run;
    else await wait(WATCH_MS, undefined, { signal });
  }
}

/** The run as the stage left it; undefined when another process has taken it up meanwhile. */
async function carryOut(
  { database, logger }: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  signal: AbortSignal | undefined,
  stage: Stage,
): Promise<AnalysisRun | undefined> {
  const before = worker.run;
  const keepTrend = (run: AnalysisRun): Promise<void> =>
    recordAnalysedTrend(database, tenantId).catch((error: unknown) => {
      // The run is over and stays so: the next one, or the next snapshot, records the day.
      logger.warn("trend_not_recorded", { run_id: run.id, tenant: tenantId, error });
    });
  const end = async (status: JobStatus, outcome: string | null): Promise<AnalysisRun> => {
    const after = await worker.end(status, outcome);
    if (isOver(after)) await keepTrend(after);
    runEnded(logger, { tenant: tenantId, before, after });
    return after;
  };
  const beating = setInterval(() => {
    worker.beat().catch((error: unknown) => logger.debug("run_beat_failed", { run_id: worker.run.id, error }));
  }, BEAT_MS);
  try {
    const { status, outcome } = await stage(worker, () => signal?.aborted !== true && !worker.run.cancelRequested);
    signal?.throwIfAborted();
    if (worker.run.cancelRequested) return await end("cancelled", "cancelled on request");
    return await end(status, outcome);
  } catch (error) {
    if (error instanceof RunLostError) return undefined;
    if (signal?.aborted === true) {
      await end("queued", worker.run.outcome);
      throw signal.reason;
    }
    logger.error("run_failed", { run_id: worker.run.id, tenant: tenantId, error });
    return await end("failed", "stopped by an unexpected failure; start it again to go on");
  } finally {
    clearInterval(beating);
  }
}
