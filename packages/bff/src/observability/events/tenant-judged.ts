import type { DormancyState, TenantId } from "@dormant-users/shared-types";
import type { Logger } from "../logger.ts";

interface JudgedTenant {
  readonly tenant: TenantId;
  readonly counts: Readonly<Record<DormancyState, number>>;
  /** Null: no data has arrived yet. */
  readonly dataAsOf: string | null;
  readonly nowMs: number;
}

const HOUR_MS = 3_600_000;

/** How a tenant stands: its users by state, and how old what is known of them is. */
export function tenantJudged(logger: Logger, { tenant, counts, dataAsOf, nowMs }: JudgedTenant): void {
  const measured = {
    "users.active": counts.active,
    "users.dormant": counts.dormant,
    "users.never_active": counts.never_active,
    "users.unknown": counts.unknown,
    "users.disabled": counts.disabled,
    "users.exempt": counts.exempt,
    "users.snoozed": counts.snoozed,
  };
  const ageHours = dataAsOf === null ? undefined : Math.round(((nowMs - Date.parse(dataAsOf)) / HOUR_MS) * 10) / 10;
  logger.measured(
    "info",
    "tenant_judged",
    { tenant, data_as_of: dataAsOf },
    { ...measured, ...(ageHours !== undefined && { "data.age_hours": Math.max(0, ageHours) }) },
  );
}
