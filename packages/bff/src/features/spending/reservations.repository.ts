import type { JobId, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { Bill } from "./bill.ts";
import { USUAL_BUDGET_USD } from "./spend.repository.ts";

export type Purpose = "question" | "embedding";

/** Why calls must not be made. */
export type Refusal = "over_budget" | "run_lost" | "user_gone";

export interface NewReservation {
  readonly id: string;
  readonly purpose: Purpose;
  readonly modelId: string;
  /** First day, `YYYY-MM-DD`. */
  readonly month: string;
  readonly calls: number;
  readonly mostUsd: number;
  /** Must be left as well, and is not set aside. */
  readonly headroomUsd: number;
  /** Refused once the run has another worker. */
  readonly run: { readonly runId: JobId; readonly worker: string } | undefined;
  /** Refused once there is no such user. */
  readonly userId: UserId | undefined;
}

export const reserveQuery = defineQuery<NewReservation, { verdict: "granted" | Refusal }>({
  name: "spending.reserve",
  text: (schema) => `
SELECT ${schema}.reserve_model_calls($1, $2, $3, $4, $5, $6, $7, $8, $9::numeric, $10::numeric, $11::numeric) AS verdict`,
  params: ({ id, run, userId, purpose, modelId, month, calls, mostUsd, headroomUsd }) => [
    id,
    run?.runId ?? null,
    run?.worker ?? null,
    userId ?? null,
    purpose,
    modelId,
    month,
    calls,
    mostUsd.toFixed(8),
    headroomUsd.toFixed(8),
    USUAL_BUDGET_USD,
  ],
});

const meterSql = (schema: string, metered: string): string => `
  INSERT INTO ${schema}.model_spend AS s (month, model_id, calls, input_tokens, output_tokens, cost_usd)
  ${metered}
  ON CONFLICT (month, model_id) DO UPDATE SET calls = s.calls + excluded.calls,
    input_tokens = s.input_tokens + excluded.input_tokens, output_tokens = s.output_tokens + excluded.output_tokens,
    cost_usd = s.cost_usd + excluded.cost_usd`;

/** A reservation, and what its calls did cost. */
export interface Settlement extends Bill {
  readonly reservationId: string;
}

/**
 * The parts of a `WITH` that put a bill in a reservation's place: `settled` has one row, or none where that was done
 * already, or nobody waited for it any more. Their parameters, $1 to $5, are {@link settlementParams}.
 */
export const settlementSql = (schema: string): string => `
settled AS (DELETE FROM ${schema}.model_reservations WHERE reservation_id = $1 RETURNING model_id, month),
metered AS (${meterSql(
  schema,
  "SELECT month, model_id, $2::integer, $3::bigint, $4::bigint, $5::numeric FROM settled WHERE $2::integer > 0",
)})`;

export const settlementParams = ({ reservationId, calls, usage, costUsd }: Settlement): readonly unknown[] => [
  reservationId,
  calls,
  usage.inputTokens,
  usage.outputTokens,
  costUsd.toFixed(8),
];

const settleQuery = defineQuery<Settlement, { settled: boolean }>({
  name: "spending.settle",
  text: (schema) => `WITH ${settlementSql(schema)} SELECT EXISTS (SELECT FROM settled) AS settled`,
  params: settlementParams,
});

/** Puts a bill in its reservation's place; false where that was done already, or nobody waited for it any more. */
export const settle = async (tx: TenantTransaction, settlement: Settlement): Promise<boolean> =>
  (await tx.get(settleQuery, settlement)).settled;

/** Longer than any call takes, with its turns and its attempts. */
const ABANDONED_AFTER = "15 minutes";

/** Calls whose answer nobody will hear, and what they may have cost at most. */
export interface LostCalls {
  readonly questions: number;
  readonly embeddings: number;
  readonly costUsd: number;
}

const deleteLost = defineQuery<JobId | null, Omit<LostCalls, "costUsd"> & { costUsd: string }, LostCalls>({
  name: "spending.take_lost",
  text: (schema) => `
WITH lost AS (
  DELETE FROM ${schema}.model_reservations AS m WHERE run_id = $1 OR (
    reserved_at < clock_timestamp() - interval '${ABANDONED_AFTER}' AND NOT EXISTS (
      SELECT FROM ${schema}.analysis_runs AS r WHERE r.run_id = m.run_id AND r.status IN ('queued', 'running')))
  RETURNING run_id, purpose, month, model_id, calls, most_usd),
metered AS (${meterSql(
    schema,
    "SELECT month, model_id, sum(calls), 0, 0, sum(most_usd) FROM lost GROUP BY month, model_id",
  )})
SELECT count(*) FILTER (WHERE purpose = 'question')::integer AS questions,
  count(*) FILTER (WHERE purpose = 'embedding')::integer AS embeddings, coalesce(sum(most_usd), 0) AS "costUsd"
FROM lost WHERE run_id = $1`,
  params: (runId) => [runId],
  row: (row) => ({ ...row, costUsd: Number(row.costUsd) }),
});

/**
 * Meters at their dearest the calls of a run whose worker is gone, and those that were left behind elsewhere.
 *
 * @param runId null: of no run
 * @returns those of the run
 */
export const takeLost = (tx: TenantTransaction, runId: JobId | null): Promise<LostCalls> => tx.get(deleteLost, runId);
