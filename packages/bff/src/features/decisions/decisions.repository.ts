import type { ApplyStatus, Decision, DecisionId, DecisionKind, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { lockProfiles } from "../profiles/index.ts";
import { DECISION_COLUMNS, type Displaced, type StandingDecision, toDecision, toStanding } from "./decision-row.ts";

/** A user about to be decided about; nobody else decides about them before this transaction ends. */
export interface LockedUser {
  readonly user_id: UserId;
  readonly snoozed_until: string | null;
  readonly insight_id: string | null;
}

const selectUsers = defineQuery<readonly UserId[], LockedUser>({
  name: "decisions.lock_users",
  // One order for every writer: two of them wait for each other instead of deadlocking.
  text: (schema) => `
SELECT u.user_id, u.snoozed_until, (SELECT i.insight_id FROM ${schema}.user_insights AS i WHERE i.user_id = u.user_id) AS insight_id
FROM ${schema}.user_profiles AS u WHERE u.user_id = ANY ($1::uuid[]) ORDER BY u.user_id FOR NO KEY UPDATE OF u`,
  params: (userIds) => [userIds],
});

/** Locks the users of these ids that the tenant has, once an ingestion under way has ended. */
export async function lockUsers(tx: TenantTransaction, userIds: readonly UserId[]): Promise<LockedUser[]> {
  // Both derive profiles: with rows locked first, each would wait for the other.
  await lockProfiles(tx);
  return tx.list(selectUsers, userIds);
}

const selectStanding = defineQuery<readonly UserId[], Decision & { displaced: unknown }, StandingDecision>({
  name: "decisions.list_standing",
  text: (schema) => `
SELECT ${DECISION_COLUMNS}, d.displaced FROM ${schema}.decisions AS d WHERE d.user_id = ANY ($1::uuid[]) AND d.undone_at IS NULL`,
  params: (userIds) => [userIds],
  row: toStanding,
});

export const listStanding = (tx: TenantTransaction, userIds: readonly UserId[]): Promise<StandingDecision[]> =>
  tx.list(selectStanding, userIds);

const selectDecisions = defineQuery<readonly DecisionId[], Decision & { displaced: unknown }, StandingDecision>({
  name: "decisions.list_decisions",
  text: (schema) =>
    `SELECT ${DECISION_COLUMNS}, d.displaced FROM ${schema}.decisions AS d WHERE d.decision_id = ANY ($1::uuid[])`,
  params: (decisionIds) => [decisionIds],
  row: toStanding,
});

/** Those of the decisions that the tenant has, undone ones among them. */
export const listDecisions = (tx: TenantTransaction, ids: readonly DecisionId[]): Promise<StandingDecision[]> =>
  tx.list(selectDecisions, ids);

interface Applying {
  readonly decisionId: DecisionId;
  readonly status: ApplyStatus;
  readonly detail: string | null;
}

const updateApplied = defineQuery<Applying, Decision, Decision>({
  name: "decisions.set_apply_result",
  text: (schema) => `
UPDATE ${schema}.decisions AS d SET apply_status = $2, apply_detail = $3 WHERE d.decision_id = $1
RETURNING ${DECISION_COLUMNS}`,
  params: ({ decisionId, status, detail }) => [decisionId, status, detail],
  row: toDecision,
});

/** Undefined for a decision this tenant does not have. */
export const setApplyResult = (tx: TenantTransaction, applying: Applying): Promise<Decision | undefined> =>
  tx.find(updateApplied, applying);

interface Undoing {
  readonly decisionIds: readonly DecisionId[];
  readonly actor: string;
}

const updateUndone = defineQuery<Undoing, Decision, Decision>({
  name: "decisions.mark_undone",
  text: (schema) => `
UPDATE ${schema}.decisions AS d SET undone_at = clock_timestamp(), undone_by = $2
WHERE d.decision_id = ANY ($1::uuid[]) AND d.undone_at IS NULL RETURNING ${DECISION_COLUMNS}`,
  params: ({ decisionIds, actor }) => [decisionIds, actor],
  row: toDecision,
});

export const markUndone = (tx: TenantTransaction, undoing: Undoing): Promise<Decision[]> =>
  tx.list(updateUndone, undoing);

/** One decision about several users. */
export interface NewDecisions {
  readonly kind: DecisionKind;
  readonly reason: string | null;
  readonly until: string | null;
  readonly assignee: string | null;
  readonly applyStatus: ApplyStatus;
  readonly actor: string;
  readonly users: readonly { readonly user: LockedUser; readonly displaced: Displaced }[];
}

const insert = defineQuery<NewDecisions, Decision, Decision>({
  name: "decisions.insert_decisions",
  text: (schema) => `
INSERT INTO ${schema}.decisions AS d
  (user_id, insight_id, displaced, kind, reason, until, assignee, apply_status, decided_by, decided_at)
SELECT n.user_id, n.insight_id, n.displaced::jsonb, $4, $5, $6::timestamptz, $7, $8, $9, clock_timestamp()
FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS n (user_id, insight_id, displaced) RETURNING ${DECISION_COLUMNS}`,
  params: ({ users, kind, reason, until, assignee, applyStatus, actor }) => [
    users.map(({ user }) => user.user_id),
    users.map(({ user }) => user.insight_id),
    users.map(({ displaced }) => JSON.stringify(displaced)),
    kind,
    reason,
    until,
    assignee,
    applyStatus,
    actor,
  ],
  row: toDecision,
});

export const insertDecisions = (tx: TenantTransaction, decisions: NewDecisions): Promise<Decision[]> =>
  tx.list(insert, decisions);

const selectHistory = defineQuery<UserId, Decision, Decision>({
  name: "decisions.list_history",
  text: (schema) => `
SELECT ${DECISION_COLUMNS} FROM ${schema}.decisions AS d WHERE d.user_id = $1 ORDER BY d.decided_at DESC, d.decision_id LIMIT 50`,
  params: (userId) => [userId],
  row: toDecision,
});

/** The newest fifty decisions about a user, undone ones among them. */
export const listDecisionHistory = (tx: TenantTransaction, userId: UserId): Promise<Decision[]> =>
  tx.list(selectHistory, userId);
