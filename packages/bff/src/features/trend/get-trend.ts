import type { DormancySummary } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { listDays, type StoredDay } from "./trend.repository.ts";

const SHOWN_DAYS = 90;

/** The recorded days of the last three months of data, and what changed between the newest two. */
export async function getTrend(tx: TenantTransaction): Promise<Pick<DormancySummary, "trend" | "change">> {
  const days = await listDays(tx, SHOWN_DAYS);
  return {
    trend: days.map(({ as_of: _at, critical_high_open: _open, ...day }) => day),
    change: changeBetween(days.at(-2), days.at(-1)),
  };
}

function changeBetween(before: StoredDay | undefined, now: StoredDay | undefined): DormancySummary["change"] {
  if (before === undefined || now === undefined) return null;
  const isKnown = before.critical_high_open !== null && now.critical_high_open !== null;
  return {
    since: before.as_of,
    dormant: now.dormant + now.never_active - before.dormant - before.never_active,
    critical_high_open: isKnown ? Number(now.critical_high_open) - Number(before.critical_high_open) : null,
  };
}
