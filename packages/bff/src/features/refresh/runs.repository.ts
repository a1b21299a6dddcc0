import type { JobId, RefreshJob, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";

interface RunRow
  extends Pick<
    RefreshJob,
    | "job_id"
    | "status"
    | "requested_by"
    | "requested_at"
    | "started_at"
    | "finished_at"
    | "cancel_requested"
    | "dormant"
    | "analysed"
    | "unchanged"
    | "failed"
    | "dropped_claims"
    | "model_calls"
    | "embedding_calls"
    | "outcome"
  > {
  readonly by_model: number;
  readonly by_rules: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly embedding_tokens: number;
  readonly cost_usd: string;
}

const COLUMNS = `r.run_id AS job_id, r.status, r.requested_by, r.requested_at, r.started_at, r.finished_at, r.cancel_requested,
  r.dormant, r.analysed, r.unchanged, r.failed, r.by_model, r.by_rules, r.dropped_claims, r.model_calls, r.embedding_calls,
  r.input_tokens, r.output_tokens, r.embedding_tokens, r.cost_usd, r.outcome`;

const toMillis = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());

function toJob(row: RunRow): RefreshJob {
  const { by_model, by_rules, input_tokens, output_tokens, embedding_tokens, ...rest } = row;
  return {
    ...rest,
    requested_at: new Date(row.requested_at).toISOString(),
    started_at: toMillis(row.started_at),
    finished_at: toMillis(row.finished_at),
    by_source: { model: by_model, rules: by_rules },
    tokens: { input: input_tokens, output: output_tokens, embedding: embedding_tokens },
    cost_usd: Number(row.cost_usd),
  };
}

/** What a run is to do. */
export interface RunWish {
  /** In order; null for every dormant user. */
  readonly userIds: readonly UserId[] | null;
  readonly forced: boolean;
  readonly actor: string;
}

const insertRun = defineQuery<RunWish, RunRow, RefreshJob>({
  name: "refresh.insert_run",
  text: (schema) => `
INSERT INTO ${schema}.analysis_runs AS r (user_ids, forced, requested_by) VALUES ($1::uuid[], $2::boolean, $3)
ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
  params: ({ userIds, forced, actor }) => [userIds, forced, actor],
  row: toJob,
});

/** Queues a run; undefined where one of the whole tenant is active. */
export const insertRunIfNone = (tx: TenantTransaction, wish: RunWish): Promise<RefreshJob | undefined> =>
  tx.find(insertRun, wish);

const selectActive = defineQuery<readonly UserId[] | null, RunRow, RefreshJob>({
  name: "refresh.find_active_run",
  text: (schema) => `
SELECT ${COLUMNS} FROM ${schema}.analysis_runs AS r
WHERE r.status IN ('queued', 'running') AND NOT r.cancel_requested AND r.user_ids IS NOT DISTINCT FROM $1::uuid[]
ORDER BY r.requested_at, r.run_id LIMIT 1`,
  params: (userIds) => [userIds],
  row: toJob,
});

/** An active run of just these users, or of the whole tenant for null. */
export const findActiveRun = (
  tx: TenantTransaction,
  userIds: readonly UserId[] | null,
): Promise<RefreshJob | undefined> => tx.find(selectActive, userIds);

const selectRun = defineQuery<JobId, RunRow, RefreshJob>({
  name: "refresh.find_run",
  text: (schema) => `SELECT ${COLUMNS} FROM ${schema}.analysis_runs AS r WHERE r.run_id = $1`,
  params: (jobId) => [jobId],
  row: toJob,
});

export const findRun = (tx: TenantTransaction, jobId: JobId): Promise<RefreshJob | undefined> =>
  tx.find(selectRun, jobId);

/** The same in one round trip outside a transaction. */
export const findRunQuery = selectRun;

const updateCancelled = defineQuery<JobId, RunRow, RefreshJob>({
  name: "refresh.cancel_run",
  // One that nobody has begun ends here; one under way is ended by its worker.
  text: (schema) => `
UPDATE ${schema}.analysis_runs AS r SET cancel_requested = true,
  finished_at = CASE WHEN r.status = 'queued' THEN now() END,
  outcome = CASE WHEN r.status = 'queued' THEN 'cancelled before it began' ELSE r.outcome END,
  status = CASE WHEN r.status = 'queued' THEN 'cancelled' ELSE r.status END
WHERE r.run_id = $1 AND r.status IN ('queued', 'running') AND NOT r.cancel_requested RETURNING ${COLUMNS}`,
  params: (jobId) => [jobId],
  row: toJob,
});

/** Undefined where there was nothing to cancel. */
export const requestCancel = (tx: TenantTransaction, jobId: JobId): Promise<RefreshJob | undefined> =>
  tx.find(updateCancelled, jobId);

const selectUnfinished = defineQuery<void, { job_id: JobId }>({
  name: "refresh.list_unfinished",
  text: (schema) => `
SELECT run_id AS job_id FROM ${schema}.analysis_runs WHERE status IN ('queued', 'running') ORDER BY requested_at, run_id`,
});

/** Runs that are queued or were left unfinished, oldest first. */
export const listUnfinished = (tx: TenantTransaction): Promise<{ job_id: JobId }[]> => tx.list(selectUnfinished);

const countKnown = defineQuery<readonly UserId[], { users: number }>({
  name: "refresh.count_known_users",
  text: (schema) => `SELECT count(*)::integer AS users FROM ${schema}.user_profiles WHERE user_id = ANY ($1::uuid[])`,
  params: (userIds) => [userIds],
});

export const countKnownUsers = async (tx: TenantTransaction, userIds: readonly UserId[]): Promise<number> =>
  (await tx.get(countKnown, userIds)).users;
