import { type Decision, Exemption } from "@dormant-users/shared-types";
import { z } from "zod";

/** Columns of a decision, from `decisions AS d`. */
export const DECISION_COLUMNS = `d.decision_id, d.user_id, d.kind, d.reason, d.until, d.assignee, d.decided_by, d.decided_at,
  d.apply_status, d.apply_detail, d.undone_at, d.undone_by`;

/** What a decision put out of force. */
export const Displaced = z.object({
  snoozed_until: z.string().nullable().optional(),
  exemptions: z.array(Exemption).optional(),
});
export type Displaced = z.infer<typeof Displaced>;

/** A decision with what undoing it needs. */
export interface StandingDecision {
  readonly decision: Decision;
  readonly displaced: Displaced;
}

const toMillis = <Time extends string | null>(at: Time): Time =>
  (at === null ? null : new Date(at).toISOString()) as Time;

/** The API writes milliseconds; the database keeps microseconds. */
export function toDecision(row: Decision): Decision {
  return {
    decision_id: row.decision_id,
    user_id: row.user_id,
    kind: row.kind,
    reason: row.reason,
    until: toMillis(row.until),
    assignee: row.assignee,
    decided_by: row.decided_by,
    decided_at: toMillis(row.decided_at),
    apply_status: row.apply_status,
    apply_detail: row.apply_detail,
    undone_at: toMillis(row.undone_at),
    undone_by: row.undone_by,
  };
}

export function toStanding({ displaced, ...row }: Decision & { readonly displaced: unknown }): StandingDecision {
  return { decision: toDecision(row), displaced: Displaced.parse(displaced) };
}
