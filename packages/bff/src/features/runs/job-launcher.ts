import type { JobId, TenantId } from "@dormant-users/shared-types";

/** Port: has runs carried out, here or elsewhere. */
export interface JobLauncher {
  /**
   * Resolves when the run is in somebody's hands; one that is under way already is not begun twice.
   *
   * @throws where nobody could be told; the run waits, and the next who asks for it or the schedule tells somebody
   */
  launch(tenant: TenantId, runId: JobId): Promise<void>;
  /** Stops the run soon, where it is carried out here; elsewhere its worker sees the wish in the database. */
  stop(runId: JobId): void;
}

/** Carries out a run that is queued or was left unfinished, to its end. */
export type ExecuteRun = (tenant: TenantId, runId: JobId, signal: AbortSignal) => Promise<void>;
