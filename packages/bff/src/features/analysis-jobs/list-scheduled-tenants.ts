import type { TenantId } from "@dormant-users/shared-types";
import { getStoredSettings } from "../settings/index.ts";
import type { AnalysisJobServices } from "./analysis-job-services.ts";

/**
 * The tenants that a schedule is to analyse: all that have not switched it off.
 *
 * @param due only those whose hour of the day (UTC) it is
 */
export async function listScheduledTenants(
  { database, listTenantIds, now, logger }: AnalysisJobServices,
  { due = false }: { readonly due?: boolean | undefined } = {},
): Promise<TenantId[]> {
  const hour = new Date(now()).getUTCHours();
  const scheduled: TenantId[] = [];
  for (const tenant of await listTenantIds()) {
    try {
      const { schedule } = await database.withTenant(tenant, getStoredSettings, { readOnly: true });
      if (schedule.enabled && (!due || schedule.hour_utc === hour)) scheduled.push(tenant);
    } catch (error) {
      // One whose settings cannot be read (a migration still to come) shows that when its turn comes, not before.
      logger.warn("schedule_unreadable", { tenant, error });
      if (!due) scheduled.push(tenant);
    }
  }
  return scheduled;
}
