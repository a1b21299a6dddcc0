import type { TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import { DAY_MS, measureDormancy, measureHistory } from "../detection/index.ts";
import { isBegun, saveDay } from "./trend.repository.ts";

/** Together with the present one about three months. */
const WEEKS_BACK = 12;

/**
 * Keeps how many users are dormant now as the tenant's newest day.
 *
 * @returns whether a run was recorded before
 */
export function recordTrend(database: TenantDatabase, tenantId: TenantId): Promise<boolean> {
  return database.withTenant(
    tenantId,
    async (tx) => {
      const [{ begun }, measure] = await Promise.all([tx.get(isBegun), measureDormancy(tx)]);
      if (measure !== undefined) await saveDay(tx, { measure, fromHistory: false });
      return begun;
    },
    { statementTimeoutMs: 0 },
  );
}

/**
 * The same once an analysis has ended. The first time, the weeks before are worked out from the kept history, as far as it
 * reaches.
 */
export async function recordAnalysedTrend(database: TenantDatabase, tenantId: TenantId): Promise<void> {
  if (!(await recordTrend(database, tenantId))) await lookBack(database, tenantId);
}

async function lookBack(database: TenantDatabase, tenantId: TenantId): Promise<void> {
  const now = await database.withTenant(tenantId, measureDormancy, { readOnly: true });
  if (now === undefined) return;
  for (let week = 1; week <= WEEKS_BACK; week += 1) {
    const asOf = new Date(Date.parse(now.asOf) - 7 * week * DAY_MS).toISOString();
    const kept = await database.withTenant(
      tenantId,
      async (tx) => {
        const measure = await measureHistory(tx, asOf);
        if (measure !== undefined) await saveDay(tx, { measure, fromHistory: true });
        return measure !== undefined;
      },
      { statementTimeoutMs: 0 },
    );
    // Where it does not reach a week back, it reaches no further either.
    if (!kept) return;
  }
}
