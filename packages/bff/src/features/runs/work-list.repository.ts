import type { JobId, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { LEASE_SECONDS } from "./runs.repository.ts";

/** A user who was taken up so often without an end is set aside: what ended those workers may be the user's data. */
const MAX_ATTEMPTS = 3;

interface RunUsers {
  readonly runId: JobId;
  readonly userIds: readonly UserId[];
}

const insertUsers = defineQuery<RunUsers>({
  name: "runs.insert_users",
  text: (schema) => `
WITH listed AS (
  INSERT INTO ${schema}.analysis_run_users (run_id, user_id, position)
  SELECT $1, u.user_id, l.position FROM unnest($2::uuid[]) WITH ORDINALITY AS l (user_id, position)
  JOIN ${schema}.user_profiles AS u USING (user_id) FOR KEY SHARE OF u RETURNING 1)
UPDATE ${schema}.analysis_runs SET dormant = (SELECT count(*) FROM listed) WHERE run_id = $1`,
  params: ({ runId, userIds }) => [runId, userIds],
});

/** Writes the run's list, in this order. A user who is gone, or goes meanwhile, is left out. */
export const listUsers = (tx: TenantTransaction, users: RunUsers): Promise<number> => tx.execute(insertUsers, users);

/** Users that nobody has taken up yet. */
export const listWaitingQuery = defineQuery<JobId, { userId: UserId }>({
  name: "runs.list_waiting",
  text: (schema) => `
SELECT user_id AS "userId" FROM ${schema}.analysis_run_users
WHERE run_id = $1 AND status = 'waiting' ORDER BY position`,
  params: (runId) => [runId],
});

/** What a claim gave. */
export interface Claim {
  readonly userIds: readonly UserId[];
  /** Users of the list who still wait: beyond the limit, or at work in another run. */
  readonly left: number;
}

// A user whom another living run works on waits: two models must not be paid for one answer. Each part is worked out
// once: joined to the update as a subquery, the list was locked anew for every row of it.
const claimUsers = defineQuery<{ runId: JobId; limit: number }, Claim>({
  name: "runs.claim_users",
  text: (schema) => `
WITH elsewhere AS MATERIALIZED (
  SELECT o.user_id FROM ${schema}.analysis_runs AS r JOIN ${schema}.analysis_run_users AS o USING (run_id)
  WHERE r.status = 'running' AND r.run_id <> $1 AND o.status = 'working'
    AND r.heartbeat_at > clock_timestamp() - interval '${LEASE_SECONDS} seconds'),
next AS MATERIALIZED (
  SELECT w.user_id FROM ${schema}.analysis_run_users AS w
  WHERE w.run_id = $1 AND w.status = 'waiting' AND NOT EXISTS (SELECT FROM elsewhere AS e WHERE e.user_id = w.user_id)
  ORDER BY w.position LIMIT $2::integer FOR UPDATE SKIP LOCKED),
claimed AS (
  UPDATE ${schema}.analysis_run_users AS u SET status = 'working', attempts = attempts + 1
  FROM next WHERE u.run_id = $1 AND u.user_id = next.user_id RETURNING u.user_id)
SELECT array(SELECT user_id FROM claimed) AS "userIds",
  -- of the moment before the claim
  (SELECT count(*) FROM ${schema}.analysis_run_users WHERE run_id = $1 AND status = 'waiting')::integer
    - (SELECT count(*) FROM claimed)::integer AS left`,
  params: ({ runId, limit }) => [runId, limit],
});

/** Users of the list of whom nothing was decided yet. */
export const countOpenQuery = defineQuery<JobId, { open: number }>({
  name: "runs.count_open_users",
  text: (schema) => `
SELECT count(*)::integer AS open FROM ${schema}.analysis_run_users WHERE run_id = $1 AND status IN ('waiting', 'working')`,
  params: (runId) => [runId],
});

/** Takes up the next users of the list. */
export const claimNext = (tx: TenantTransaction, runId: JobId, limit: number): Promise<Claim> =>
  tx.get(claimUsers, { runId, limit });

const reopenUsers = defineQuery<JobId, { failed: number }>({
  name: "runs.reopen_users",
  text: (schema) => `
WITH reopened AS (
  UPDATE ${schema}.analysis_run_users SET
    status = CASE WHEN attempts >= ${MAX_ATTEMPTS} THEN 'failed' ELSE 'waiting' END,
    error = CASE WHEN attempts >= ${MAX_ATTEMPTS} THEN 'taken up ${MAX_ATTEMPTS} times without an end' END
  WHERE run_id = $1 AND status = 'working' RETURNING status)
SELECT count(*) FILTER (WHERE status = 'failed')::integer AS failed FROM reopened`,
  params: (runId) => [runId],
});

/** Puts back what a worker that is gone had taken up; gives the users set aside for good. */
export const reopen = async (tx: TenantTransaction, runId: JobId): Promise<number> =>
  (await tx.get(reopenUsers, runId)).failed;

const giveBackUsers = defineQuery<JobId>({
  name: "runs.give_back_users",
  text: (schema) => `
UPDATE ${schema}.analysis_run_users SET status = 'waiting', attempts = attempts - 1
WHERE run_id = $1 AND status = 'working'`,
  params: (runId) => [runId],
});

/** Puts back what this worker took up and did not begin. */
export const giveBack = (tx: TenantTransaction, runId: JobId): Promise<number> => tx.execute(giveBackUsers, runId);

interface Mark {
  readonly runId: JobId;
  readonly userIds: readonly UserId[];
  readonly status: "analysed" | "unchanged" | "failed";
  readonly error?: string;
}

const markUsers = defineQuery<Mark>({
  name: "runs.mark_users",
  text: (schema) => `
UPDATE ${schema}.analysis_run_users SET status = $3, error = $4
WHERE run_id = $1 AND user_id = ANY ($2::uuid[]) AND status = 'working'`,
  params: ({ runId, userIds, status, error }) => [runId, userIds, status, error ?? null],
});

/** Marks users as done; gives how many of them still were this worker's to mark. */
export const mark = (tx: TenantTransaction, marking: Mark): Promise<number> => tx.execute(markUsers, marking);

const deleteUsers = defineQuery<RunUsers>({
  name: "runs.delete_users",
  text: (schema) => `DELETE FROM ${schema}.analysis_run_users WHERE run_id = $1 AND user_id = ANY ($2::uuid[])`,
  params: ({ runId, userIds }) => [runId, userIds],
});

/** Takes users off the list who are no longer dormant. */
export const takeOff = (tx: TenantTransaction, runId: JobId, userIds: readonly UserId[]): Promise<number> =>
  tx.execute(deleteUsers, { runId, userIds });

const holdProfile = defineQuery<UserId, { held: boolean }>({
  name: "runs.hold_user",
  text: (schema) => `SELECT true AS held FROM ${schema}.user_profiles WHERE user_id = $1 FOR KEY SHARE`,
  params: (userId) => [userId],
});

/** Keeps a user from being erased until the transaction ends; false when that has happened already. */
export const holdUser = async (tx: TenantTransaction, userId: UserId): Promise<boolean> =>
  (await tx.find(holdProfile, userId)) !== undefined;
