import { TenantId } from "@dormant-users/shared-types";
import { z } from "zod";
import { scheduledRunUnfinished } from "../../observability/events/run-ended.ts";
import { type AnalysisRun, executeRun, type RunServices, startRun } from "../runs/index.ts";

/** `tenant` names one; the schedule's own event has none and means all. */
const ScheduledEvent = z.looseObject({ tenant: TenantId.optional() });

export interface ScheduledServices extends RunServices {
  listTenantIds(): Promise<readonly TenantId[]>;
}

export interface ScheduledRun {
  readonly tenant: TenantId;
  /** `unfinished`: time ran out; the next call takes it up. */
  readonly status: AnalysisRun["status"] | "unfinished" | "error";
}

/**
 * Runs the analysis of one tenant or of all, one after another; a tenant that fails stops nobody.
 *
 * @param signal the end of the time there is
 */
export async function runScheduled(
  services: ScheduledServices,
  event: unknown,
  signal: AbortSignal,
): Promise<readonly ScheduledRun[]> {
  const { tenant } = ScheduledEvent.parse(event ?? {});
  const done: ScheduledRun[] = [];
  for (const id of tenant === undefined ? await services.listTenantIds() : [tenant]) {
    done.push({ tenant: id, status: signal.aborted ? "unfinished" : await runOne(services, id, signal) });
  }
  return done;
}

async function runOne(services: ScheduledServices, tenantId: TenantId, signal: AbortSignal) {
  try {
    const { run } = await startRun(services.database, tenantId, { requestedBy: "schedule" });
    return (await executeRun(services, tenantId, run.id, { signal })).status;
  } catch (error) {
    if (signal.aborted) {
      scheduledRunUnfinished(services.logger, { tenant: tenantId });
      return "unfinished";
    }
    scheduledRunUnfinished(services.logger, { tenant: tenantId, error });
    return "error";
  }
}
