import type { JobId, TenantId } from "@dormant-users/shared-types";

/** Port: has jobs carried out, here or elsewhere. */
export interface JobLauncher {
  /** Returns at once; a job that is already under way here is not begun again. */
  launch(tenant: TenantId, jobId: JobId): void;
  /** Stops the job soon, where it runs here; elsewhere its worker sees the wish in the database. */
  stop(jobId: JobId): void;
}

/** Carries out a run that is queued or was left unfinished, to its end. */
export type ExecuteRun = (tenant: TenantId, jobId: JobId, signal: AbortSignal) => Promise<void>;
