import type { JobId, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { AnalysisRequest, Nonces } from "../../rag/index.ts";
import type { ChatAnswer, ModelErrorKind, TokenUsage } from "../../rag/ports.ts";
import { type Settlement, settlementParams, settlementSql } from "../spending/index.ts";

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

export interface StoredQuestion extends Omit<QuestionKey, "runId"> {
  readonly modelId: string;
  readonly basis: QuestionBasis;
  readonly answer: PaidAnswer;
}

interface SettledQuestion extends Settlement, QuestionKey {
  readonly basis: QuestionBasis;
  /** Undefined: nothing came back that could be used again. */
  readonly answer: PaidAnswer | undefined;
}

/**
 * Puts a question's bill in the place of its reservation, and keeps its answer; neither where that was done already, or
 * another worker counts it as lost. Of a user who is gone no answer is kept.
 */
export const settleQuestion = defineQuery<SettledQuestion>({
  name: "runs.settle_question",
  text: (schema) => `
WITH ${settlementSql(schema)},
about AS MATERIALIZED (SELECT user_id FROM ${schema}.user_profiles WHERE user_id = $7 FOR KEY SHARE)
INSERT INTO ${schema}.model_questions (run_id, user_id, turn, model_id, basis, answer)
SELECT $6::uuid, about.user_id, $8::smallint, settled.model_id, $9::jsonb, $10::jsonb FROM settled, about
WHERE $10::jsonb IS NOT NULL
ON CONFLICT (run_id, user_id, turn) DO UPDATE SET model_id = excluded.model_id, basis = excluded.basis,
  answer = excluded.answer`,
  params: ({ runId, userId, turn, basis, answer, ...settlement }) => [
    ...settlementParams(settlement),
    runId,
    userId,
    turn,
    JSON.stringify(basis),
    answer === undefined ? null : JSON.stringify(answer),
  ],
});

const deleteQuestions = defineQuery<{ readonly runId: JobId; readonly userId?: UserId }>({
  name: "runs.delete_questions",
  text: (schema) => `
DELETE FROM ${schema}.model_questions WHERE run_id = $1 AND ($2::uuid IS NULL OR user_id = $2)`,
  params: ({ runId, userId }) => [runId, userId ?? null],
});

/** Once the insight is kept, or (of the whole run) once nobody will use them any more. */
export const forgetQuestions = (
  tx: TenantTransaction,
  of: { readonly runId: JobId; readonly userId?: UserId },
): Promise<number> => tx.execute(deleteQuestions, of);

/** Answers that a worker before this one heard and could not use any more. */
export const listAnsweredQuery = defineQuery<
  { readonly runId: JobId; readonly userIds: readonly UserId[] },
  StoredQuestion
>({
  name: "runs.list_answered_questions",
  text: (schema) => `
SELECT user_id AS "userId", turn, model_id AS "modelId", basis, answer FROM ${schema}.model_questions
WHERE run_id = $1 AND user_id = ANY ($2::uuid[]) ORDER BY user_id, turn`,
  params: ({ runId, userIds }) => [runId, userIds],
});
