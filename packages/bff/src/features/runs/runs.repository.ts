import type { JobId, JobStatus, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { type AnalysisRun, isOver, type RunWork } from "./analysis-run.ts";

/** A run that was not heard of for this long has lost its worker. */
export const LEASE_SECONDS = 60;

const COLUMNS = `run_id AS id, status, forced, user_ids AS "userIds", requested_by AS "requestedBy",
  requested_at AS "requestedAt", started_at AS "startedAt", finished_at AS "finishedAt",
  cancel_requested AS "cancelRequested", dormant, analysed, unchanged, failed, by_model AS "byModel",
  by_rules AS "byRules", dropped_claims AS "droppedClaims", model_calls AS "modelCalls",
  embedding_calls AS "embeddingCalls", input_tokens AS "inputTokens", output_tokens AS "outputTokens",
  embedding_tokens AS "embeddingTokens", cost_usd AS "costUsd", outcome`;

type RunRow = Omit<AnalysisRun, "costUsd"> & { readonly costUsd: string };

const toRun = (row: RunRow): AnalysisRun => ({ ...row, costUsd: Number(row.costUsd) });

function defineRunQuery<Input = undefined>(
  name: string,
  text: (schema: string) => string,
  params: (input: Input) => readonly unknown[],
) {
  return defineQuery<Input, RunRow, AnalysisRun>({
    name,
    text,
    params: params as never,
    row: toRun,
  });
}

export interface NewRun {
  /** Null: every dormant user. */
  readonly userIds: readonly UserId[] | null;
  readonly forced: boolean;
  readonly requestedBy: string;
}

const insertRun = defineRunQuery<NewRun>(
  "runs.insert_run",
  (schema) => `
INSERT INTO ${schema}.analysis_runs (user_ids, forced, requested_by) VALUES ($1::uuid[], $2, $3)
ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
  ({ userIds, forced, requestedBy }) => [userIds, forced, requestedBy],
);

/** Makes a run; undefined where one of the whole tenant is active already. */
export const addRun = (tx: TenantTransaction, run: NewRun): Promise<AnalysisRun | undefined> => tx.find(insertRun, run);

export const findRunQuery = defineRunQuery<JobId>(
  "runs.find_run",
  (schema) => `SELECT ${COLUMNS} FROM ${schema}.analysis_runs WHERE run_id = $1`,
  (runId) => [runId],
);

const selectActive = defineRunQuery<readonly UserId[] | null>(
  "runs.find_active_run",
  (schema) => `
SELECT ${COLUMNS} FROM ${schema}.analysis_runs
WHERE status IN ('queued', 'running') AND NOT cancel_requested AND user_ids IS NOT DISTINCT FROM $1::uuid[]
ORDER BY requested_at, run_id LIMIT 1`,
  (userIds) => [userIds],
);

/** An active run of just these users, or of the whole tenant for null. */
export const findActiveRun = (
  tx: TenantTransaction,
  userIds: readonly UserId[] | null,
): Promise<AnalysisRun | undefined> => tx.find(selectActive, userIds);

const selectLatest = defineRunQuery<void>(
  "runs.list_latest",
  (schema) => `
(SELECT ${COLUMNS} FROM ${schema}.analysis_runs WHERE user_ids IS NULL AND status IN ('queued', 'running') LIMIT 1)
UNION ALL
(SELECT ${COLUMNS} FROM ${schema}.analysis_runs WHERE user_ids IS NULL AND status NOT IN ('queued', 'running')
  ORDER BY finished_at DESC NULLS LAST, run_id LIMIT 1)`,
  () => [],
);

/** Of the runs of the whole tenant the newest that is over, and the one that is queued or at work. */
export async function findLatestRuns(
  tx: TenantTransaction,
): Promise<{ readonly last: AnalysisRun | undefined; readonly active: AnalysisRun | undefined }> {
  const runs = await tx.list(selectLatest);
  return { last: runs.find(isOver), active: runs.find((run) => !isOver(run)) };
}

const selectUnfinished = defineQuery<void, { id: JobId }>({
  name: "runs.list_unfinished",
  text: (schema) => `
SELECT run_id AS id FROM ${schema}.analysis_runs WHERE status IN ('queued', 'running') ORDER BY requested_at, run_id`,
});

/** Runs that are queued or were left unfinished, oldest first. */
export const listUnfinished = async (tx: TenantTransaction): Promise<JobId[]> =>
  (await tx.list(selectUnfinished)).map(({ id }) => id);

const countKnown = defineQuery<readonly UserId[], { users: number }>({
  name: "runs.count_known_users",
  text: (schema) => `SELECT count(*)::integer AS users FROM ${schema}.user_profiles WHERE user_id = ANY ($1::uuid[])`,
  params: (userIds) => [userIds],
});

export const countKnownUsers = async (tx: TenantTransaction, userIds: readonly UserId[]): Promise<number> =>
  (await tx.get(countKnown, userIds)).users;

const updateListed = defineRunQuery<JobId>(
  "runs.mark_listed",
  (schema) => `
UPDATE ${schema}.analysis_runs SET listed_at = clock_timestamp()
WHERE run_id = $1 AND listed_at IS NULL AND status IN ('queued', 'running') RETURNING ${COLUMNS}`,
  (runId) => [runId],
);

/** Claims the making of a run's list; undefined where it is made already, or the run is over. */
export const markListed = (tx: TenantTransaction, runId: JobId): Promise<AnalysisRun | undefined> =>
  tx.find(updateListed, runId);

/** A run that a worker has taken up. */
export interface TakenRun {
  readonly run: AnalysisRun;
  /** Another worker had begun it. */
  readonly isResumed: boolean;
}

const takeLease = defineQuery<RunLease, RunRow & { isResumed: boolean }, TakenRun>({
  name: "runs.take_run",
  text: (schema) => `
WITH present AS MATERIALIZED (
  SELECT started_at IS NOT NULL AS begun FROM ${schema}.analysis_runs WHERE run_id = $1 FOR UPDATE)
UPDATE ${schema}.analysis_runs SET status = 'running', worker = $2, heartbeat_at = clock_timestamp(),
  started_at = coalesce(started_at, clock_timestamp())
FROM present
WHERE run_id = $1 AND (status = 'queued'
  -- whose answer was lost has the run already
  OR (status = 'running' AND worker = $2)
  OR (status = 'running' AND heartbeat_at < clock_timestamp() - interval '${LEASE_SECONDS} seconds'))
RETURNING ${COLUMNS}, begun AS "isResumed"`,
  params: ({ runId, worker }) => [runId, worker],
  row: ({ isResumed, ...row }) => ({ run: toRun(row), isResumed }),
});

/** A run, and the one worker that may write to it. */
export interface RunLease {
  readonly runId: JobId;
  readonly worker: string;
}

/** Makes this worker the run's only one; undefined where another is alive, or the run is over. */
export const takeRun = (tx: TenantTransaction, lease: RunLease): Promise<TakenRun | undefined> =>
  tx.find(takeLease, lease);

interface WorkDone extends RunLease {
  readonly work: RunWork;
}

const addTotals = defineRunQuery<WorkDone>(
  "runs.add_work",
  (schema) => `
UPDATE ${schema}.analysis_runs SET heartbeat_at = clock_timestamp(), analysed = analysed + $3,
  unchanged = unchanged + $4, failed = failed + $5, by_model = by_model + $6, by_rules = by_rules + $7,
  dropped_claims = dropped_claims + $8, model_calls = model_calls + $9, embedding_calls = embedding_calls + $10,
  input_tokens = input_tokens + $11, output_tokens = output_tokens + $12, embedding_tokens = embedding_tokens + $13,
  cost_usd = cost_usd + $14
WHERE run_id = $1 AND worker = $2 AND status = 'running' RETURNING ${COLUMNS}`,
  ({ runId, worker, work }) => [
    runId,
    worker,
    work.analysed,
    work.unchanged,
    work.failed,
    work.byModel,
    work.byRules,
    work.droppedClaims,
    work.modelCalls,
    work.embeddingCalls,
    work.inputTokens,
    work.outputTokens,
    work.embeddingTokens,
    work.costUsd.toFixed(8),
  ],
);

/** Adds work to the totals and shows that the worker lives; undefined when the run is not this worker's any more. */
export const addWork = (tx: TenantTransaction, done: WorkDone): Promise<AnalysisRun | undefined> =>
  tx.find(addTotals, done);

interface Ending extends RunLease {
  readonly status: JobStatus;
  readonly outcome: string | null;
}

const updateEnd = defineRunQuery<Ending>(
  "runs.finish_run",
  (schema) => `
UPDATE ${schema}.analysis_runs SET status = $3, outcome = $4, worker = NULL, heartbeat_at = NULL,
  finished_at = CASE WHEN $3 = 'queued' THEN NULL ELSE clock_timestamp() END,
  -- those erased or back at work since the list was made are on it no longer
  dormant = CASE WHEN $3 IN ('succeeded', 'partial', 'failed') AND NOT EXISTS (
    SELECT FROM ${schema}.analysis_run_users AS u WHERE u.run_id = $1 AND u.status IN ('waiting', 'working'))
    THEN analysed + unchanged + failed ELSE dormant END
WHERE run_id = $1 AND worker = $2 AND status = 'running' RETURNING ${COLUMNS}`,
  ({ runId, worker, status, outcome }) => [runId, worker, status, outcome],
);

/** Ends the run, or (`queued`) gives it back for another worker. */
export const endRun = (tx: TenantTransaction, ending: Ending): Promise<AnalysisRun | undefined> =>
  tx.find(updateEnd, ending);

const updateCancel = defineRunQuery<JobId>(
  "runs.cancel_run",
  // One that nobody has begun ends here; one under way is ended by its worker.
  (schema) => `
UPDATE ${schema}.analysis_runs SET cancel_requested = true,
  finished_at = CASE WHEN status = 'queued' THEN clock_timestamp() END,
  outcome = CASE WHEN status = 'queued' THEN 'cancelled on request' ELSE outcome END,
  status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END
WHERE run_id = $1 AND status IN ('queued', 'running') AND NOT cancel_requested RETURNING ${COLUMNS}`,
  (runId) => [runId],
);

/** Asks for the end of an active run; undefined where there was nothing to cancel. */
export const requestCancel = (tx: TenantTransaction, runId: JobId): Promise<AnalysisRun | undefined> =>
  tx.find(updateCancel, runId);
