import type { TenantId } from "@dormant-users/shared-types";
import type { EventPublisher } from "../decisions/index.ts";
import type { JobLauncher, RunServices } from "../runs/index.ts";

/** What the jobs of the analysis work with. */
export interface AnalysisJobServices extends RunServices {
  listTenantIds(): Promise<readonly TenantId[]>;
  /** Has a run that is left unfinished carried on by another call. Undefined: the next schedule takes it up. */
  readonly jobs: JobLauncher | undefined;
  /** Undefined: nobody outside is told of decisions. */
  readonly events: EventPublisher | undefined;
}
