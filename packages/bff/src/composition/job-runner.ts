import type { JobId, TenantId } from "@dormant-users/shared-types";
import type { ExecuteRun, JobLauncher } from "../features/runs/index.ts";
import type { Logger } from "../observability/logger.ts";

interface JobRunnerNeeds {
  readonly execute: ExecuteRun;
  readonly logger: Logger;
}

/** Carries out jobs in this process, one at a time for each tenant. */
export interface JobRunner extends JobLauncher {
  /** Interrupts what runs and waits for it; an interrupted job goes on at the next start. */
  close(): Promise<void>;
}

export function createJobRunner({ execute, logger }: JobRunnerNeeds): JobRunner {
  const queues = new Map<TenantId, Promise<void>>();
  const known = new Map<JobId, AbortController>();
  let closing = false;
  const carryOut = async (tenant: TenantId, jobId: JobId, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return;
    try {
      await execute(tenant, jobId, signal);
    } catch (error) {
      logger.error("job_interrupted", { tenant, job_id: jobId, error });
    }
  };
  return {
    async launch(tenant, jobId) {
      if (closing || known.has(jobId)) return;
      const controller = new AbortController();
      known.set(jobId, controller);
      const before = queues.get(tenant) ?? Promise.resolve();
      const mine = before
        .then(() => carryOut(tenant, jobId, controller.signal))
        .finally(() => {
          known.delete(jobId);
          if (queues.get(tenant) === mine) queues.delete(tenant);
        });
      queues.set(tenant, mine);
    },
    stop(jobId) {
      known.get(jobId)?.abort(new Error("the job was cancelled"));
    },
    async close() {
      closing = true;
      for (const controller of known.values()) controller.abort(new Error("the process ends"));
      await Promise.all(queues.values());
    },
  };
}
