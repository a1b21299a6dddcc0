import type { ActivityBasis, DormancyReason, DormancyState, DormantUser, UserId } from "@dormant-users/shared-types";
import { DAY_MS, type DetectionContext } from "./judgement.ts";

/** A user as the list's queries give it. Instants are ISO 8601 in UTC, or `-infinity`. */
export interface UserRow {
  readonly user_id: UserId;
  readonly external_id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly department: string | null;
  readonly account_type: DormantUser["account_type"];
  readonly privileged: boolean;
  readonly source_ids: readonly number[];
  readonly last_active_at: string | null;
  readonly last_active_basis: ActivityBasis;
  readonly last_active_source: number | null;
  readonly account_start_at: string | null;
  readonly quiet_since: string;
  readonly exempt_reason: DormancyReason | null;
  /** Of the last analysis; an answer about an earlier instant has none. */
  readonly return_probability?: number | null;
  readonly typical_gap_low_days?: number | null;
  readonly typical_gap_high_days?: number | null;
}

/** How a row was judged. */
export interface Verdict {
  readonly state: DormancyState;
  readonly reason: DormancyReason;
  readonly measuredAtMs: number;
}

/** Whole days of 24 hours from the beginning of the silence to the instant it is measured at; null where none is known. */
export function daysInactive(quietSince: string, measuredAtMs: number): number | null {
  if (quietSince === "-infinity") return null;
  return Math.max(0, Math.floor((measuredAtMs - Date.parse(quietSince)) / DAY_MS));
}

/** Until the row is joined with what was analysed. */
const UNASSESSED = { insight_stale: false, insufficient_evidence: false, mfa: "unknown" } as const;

/** The row of the list, as the API gives it. */
export function toDormantUser(row: UserRow, verdict: Verdict, context: DetectionContext): DormantUser {
  const nameOf = (id: number): string => context.sources.find((source) => source.sourceId === id)?.name ?? String(id);
  return {
    user_id: row.user_id,
    email: row.email,
    name: row.name,
    days_inactive: verdict.state === "unknown" ? null : daysInactive(row.quiet_since, verdict.measuredAtMs),
    last_active_at: toMillis(row.last_active_at),
    days_inactive_is_minimum: false,
    external_id: row.external_id,
    state: verdict.state,
    reason: verdict.reason,
    last_active_basis: row.last_active_basis,
    last_active_source: row.last_active_source === null ? null : nameOf(row.last_active_source),
    account_start_at: toMillis(row.account_start_at),
    account_type: row.account_type,
    privileged: row.privileged,
    department: row.department,
    sources: row.source_ids.map(nameOf),
    return_probability: row.return_probability ?? null,
    typical_gap_days: gapOf(row),
    ...UNASSESSED,
    summary_evidence_ids: [],
  };
}

function gapOf({ typical_gap_low_days: low = null, typical_gap_high_days: high = null }: UserRow) {
  return low === null || high === null ? null : { low, high };
}

/** The API writes milliseconds; the database may know microseconds. */
export function toMillis(instant: string | null): string | null {
  return instant === null || instant === "-infinity" ? null : new Date(instant).toISOString();
}
