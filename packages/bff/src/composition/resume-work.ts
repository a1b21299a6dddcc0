import { publishEvents } from "../features/decisions/index.ts";
import { listUnfinished } from "../features/runs/index.ts";
import type { Services } from "./services.ts";

/** Takes up what an earlier process left: runs that were queued or interrupted, and events that no bus took. */
export async function resumeWork({
  database,
  jobs,
  events,
  logger,
}: Pick<Services, "database" | "jobs" | "events" | "logger">): Promise<void> {
  if (jobs === undefined && events === undefined) return;
  for (const tenantId of await database.listTenantIds()) {
    try {
      const unfinished = jobs ? await database.withTenant(tenantId, listUnfinished, { readOnly: true }) : [];
      for (const runId of unfinished) await jobs?.launch(tenantId, runId);
      if (events !== undefined) await publishEvents(database, tenantId, events);
    } catch (error) {
      // One tenant's trouble (a migration still to come) is not the others'.
      logger.warn("work_not_resumed", { tenant: tenantId, error });
    }
  }
}
