import type { JobId, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { AnalysisRequest, Nonces } from "../../rag/index.ts";
import type { ChatAnswer, ModelErrorKind, TokenUsage } from "../../rag/ports.ts";

/** One question of a run about a user: the first, or (2) its repair. */
export interface QuestionKey {
  readonly runId: JobId;
  readonly userId: UserId;
  readonly turn: number;
}

/** What a question was made of: with it the same question comes out again. */
export interface QuestionBasis {
  readonly input: AnalysisRequest["input"];
  readonly nonces: Nonces;
}

/** What came back and was billed: an answer, or a failure that cost tokens. */
export type PaidAnswer =
  | { readonly answer: ChatAnswer }
  | { readonly failure: ModelErrorKind; readonly usage: TokenUsage };

export interface NewQuestion extends QuestionKey {
  readonly modelId: string;
  readonly basis: QuestionBasis;
  readonly reservedUsd: number;
}

export interface StoredQuestion extends Omit<QuestionKey, "runId"> {
  readonly modelId: string;
  readonly basis: QuestionBasis;
  readonly answer: PaidAnswer;
}

const insertQuestion = defineQuery<NewQuestion>({
  name: "runs.insert_question",
  text: (schema) => `
INSERT INTO ${schema}.model_questions (run_id, user_id, turn, model_id, basis, reserved_usd)
SELECT $1, u.user_id, $3::smallint, $4, $5::jsonb, $6::numeric FROM ${schema}.user_profiles AS u WHERE u.user_id = $2
ON CONFLICT (run_id, user_id, turn) DO UPDATE SET model_id = excluded.model_id, basis = excluded.basis,
  reserved_usd = excluded.reserved_usd, answer = NULL`,
  params: ({ runId, userId, turn, modelId, basis, reservedUsd }) => [
    runId,
    userId,
    turn,
    modelId,
    JSON.stringify(basis),
    reservedUsd.toFixed(8),
  ],
});

/** Writes down that a question is about to be sent; false where the user is gone. */
export const addQuestion = async (tx: TenantTransaction, question: NewQuestion): Promise<boolean> =>
  (await tx.execute(insertQuestion, question)) === 1;

const updateAnswer = defineQuery<QuestionKey & { readonly answer: PaidAnswer }, { known: boolean; written: boolean }>({
  name: "runs.answer_question",
  text: (schema) => `
WITH written AS (
  UPDATE ${schema}.model_questions SET answer = $4::jsonb
  WHERE run_id = $1 AND user_id = $2 AND turn = $3 AND answer IS NULL RETURNING 1)
SELECT EXISTS (SELECT FROM ${schema}.model_questions WHERE run_id = $1 AND user_id = $2 AND turn = $3) AS known,
  EXISTS (SELECT FROM written) AS written`,
  params: ({ runId, userId, turn, answer }) => [runId, userId, turn, JSON.stringify(answer)],
});

/**
 * Keeps an answer.
 *
 * @returns false where this very write was made already; a question that is gone, with its user or its run's worker, gives true
 */
export async function keepAnswer(tx: TenantTransaction, key: QuestionKey, answer: PaidAnswer): Promise<boolean> {
  const { known, written } = await tx.get(updateAnswer, { ...key, answer });
  return written || !known;
}

const deleteQuestion = defineQuery<QuestionKey>({
  name: "runs.delete_question",
  text: (schema) => `DELETE FROM ${schema}.model_questions WHERE run_id = $1 AND user_id = $2 AND turn = $3`,
  params: ({ runId, userId, turn }) => [runId, userId, turn],
});

/** Strikes out a question that cost nothing; false where it was struck out already, or is gone. */
export const dropQuestion = async (tx: TenantTransaction, key: QuestionKey): Promise<boolean> =>
  (await tx.execute(deleteQuestion, key)) === 1;

const deleteOfUser = defineQuery<Omit<QuestionKey, "turn">>({
  name: "runs.delete_questions_of_user",
  text: (schema) => `DELETE FROM ${schema}.model_questions WHERE run_id = $1 AND user_id = $2`,
  params: ({ runId, userId }) => [runId, userId],
});

/** Their insight is kept. */
export const forgetQuestions = (tx: TenantTransaction, of: Omit<QuestionKey, "turn">): Promise<number> =>
  tx.execute(deleteOfUser, of);

const selectAnswered = defineQuery<{ readonly runId: JobId; readonly userIds: readonly UserId[] }, StoredQuestion>({
  name: "runs.list_answered_questions",
  text: (schema) => `
SELECT user_id AS "userId", turn, model_id AS "modelId", basis, answer FROM ${schema}.model_questions
WHERE run_id = $1 AND user_id = ANY ($2::uuid[]) AND answer IS NOT NULL ORDER BY user_id, turn`,
  params: ({ runId, userIds }) => [runId, userIds],
});

/** Answers that a worker before this one heard and could not use any more. */
export const listAnswered = (
  tx: TenantTransaction,
  of: { readonly runId: JobId; readonly userIds: readonly UserId[] },
): Promise<StoredQuestion[]> => tx.list(selectAnswered, of);

const deleteOpen = defineQuery<
  { readonly runId: JobId; readonly answeredToo: boolean },
  { modelId: string; calls: number; costUsd: string },
  LostQuestions
>({
  name: "runs.take_lost_questions",
  text: (schema) => `
WITH gone AS (
  DELETE FROM ${schema}.model_questions WHERE run_id = $1 AND (answer IS NULL OR $2::boolean)
  RETURNING model_id, reserved_usd, answer)
SELECT model_id AS "modelId", count(*)::integer AS calls, sum(reserved_usd) AS "costUsd" FROM gone
WHERE answer IS NULL GROUP BY model_id`,
  params: ({ runId, answeredToo }) => [runId, answeredToo],
  row: (row) => ({ ...row, costUsd: Number(row.costUsd) }),
});

/** Questions that were under way when their worker died, and what they may have cost at most. */
export interface LostQuestions {
  readonly modelId: string;
  readonly calls: number;
  readonly costUsd: number;
}

/** Takes out of the book what nobody will hear of any more; `answeredToo`: the run is over, and nothing is of use. */
export const takeLost = (tx: TenantTransaction, runId: JobId, answeredToo: boolean): Promise<LostQuestions[]> =>
  tx.list(deleteOpen, { runId, answeredToo });
