import type { TrendDay } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { DormancyMeasure } from "../detection/index.ts";

/** A day of the trend as it is stored. */
export interface StoredDay extends TrendDay {
  readonly as_of: string;
  readonly critical_high_open: number | null;
}

interface NewDay {
  readonly measure: DormancyMeasure;
  readonly fromHistory: boolean;
}

const upsertDay = defineQuery<NewDay>({
  name: "trend.upsert_day",
  // What was recorded in its time is worth more than what the history says afterwards.
  text: (schema) => `
INSERT INTO ${schema}.dormancy_trend AS t
  (day, as_of, dormant, never_active, critical, high, medium, low, critical_high_open, from_history)
VALUES (($1::timestamptz AT TIME ZONE 'UTC')::date, $1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (day) DO UPDATE SET as_of = excluded.as_of, dormant = excluded.dormant, never_active = excluded.never_active,
  critical = excluded.critical, high = excluded.high, medium = excluded.medium, low = excluded.low,
  critical_high_open = excluded.critical_high_open, from_history = excluded.from_history
WHERE excluded.as_of >= t.as_of AND NOT excluded.from_history
  AND (t.as_of, t.dormant, t.never_active, t.critical, t.high, t.medium, t.low, t.critical_high_open, t.from_history)
    IS DISTINCT FROM (excluded.as_of, excluded.dormant, excluded.never_active, excluded.critical, excluded.high,
      excluded.medium, excluded.low, excluded.critical_high_open, excluded.from_history)`,
  params: ({ measure: { asOf, dormant, neverActive, risks }, fromHistory }) => [
    asOf,
    dormant,
    neverActive,
    risks?.critical ?? null,
    risks?.high ?? null,
    risks?.medium ?? null,
    risks?.low ?? null,
    risks?.criticalHighOpen ?? null,
    fromHistory,
  ],
});

/** Keeps a measure as its day's, unless a newer one of the day is kept. */
export const saveDay = (tx: TenantTransaction, day: NewDay): Promise<number> => tx.execute(upsertDay, day);

/** Whether a run was recorded before. */
export const isBegun = defineQuery<void, { begun: boolean }>({
  name: "trend.is_begun",
  text: (schema) =>
    `SELECT EXISTS (SELECT FROM ${schema}.dormancy_trend WHERE from_history OR critical IS NOT NULL) AS begun`,
});

const selectDays = defineQuery<number, StoredDay, StoredDay>({
  name: "trend.list_days",
  text: (schema) => `
SELECT day, as_of, dormant, never_active, critical, high, medium, low, critical_high_open, from_history
FROM ${schema}.dormancy_trend WHERE day > (SELECT max(day) FROM ${schema}.dormancy_trend) - $1::integer ORDER BY day`,
  params: (days) => [days],
  row: (row) => ({ ...row, as_of: new Date(row.as_of).toISOString() }),
});

/** The recorded ones of the newest days, oldest first. */
export const listDays = (tx: TenantTransaction, days: number): Promise<StoredDay[]> => tx.list(selectDays, days);
