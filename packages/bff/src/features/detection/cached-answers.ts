import { hash } from "node:crypto";
import type { TenantId } from "@dormant-users/shared-types";
import { defineQuery, type TenantDatabase } from "../../db/index.ts";

/** Port: remembers answers for a few minutes. Neither call ever fails or waits long: what is not there is worked out. */
export interface AnswerCache {
  get(key: string): Promise<string | undefined>;
  /** Returns at once; whether it is remembered is the cache's affair. */
  set(key: string, answer: string): void;
}

const selectGeneration = defineQuery<void, { generation: number }>({
  name: "detection.get_answer_generation",
  text: (schema) => `SELECT generation FROM ${schema}.answer_generation`,
});

interface Question {
  readonly tenant: TenantId;
  readonly operation: string;
  /** The program's version: another one may answer in another form. */
  readonly version: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/**
 * Answers from the cache, or works the answer out and remembers it. The generation is read from the database before
 * anything else: an answer is stored under a state that is no newer than what it was made of, so a change that is
 * committed makes every older answer unreachable at once, in every process.
 */
export async function cachedAnswer<Answer>(
  { database, answers }: { database: Pick<TenantDatabase, "readOne">; answers: AnswerCache | undefined },
  question: Question,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (answers === undefined) return work();
  const row = await database.readOne(question.tenant, selectGeneration);
  const key = answerKey(question, row?.generation ?? 0);
  const known = await answers.get(key);
  if (known !== undefined) return JSON.parse(known) as Answer;
  const answer = await work();
  answers.set(key, JSON.stringify(answer));
  return answer;
}

/** `dormant_users:{tenant}:{generation}:{params}`; the parameters as a digest, because they hold names people search for. */
function answerKey({ tenant, operation, version, query }: Question, generation: number): string {
  const params = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const digest = hash("sha256", JSON.stringify([operation, version, params]), "base64url");
  return `dormant_users:${tenant}:${generation}:${digest}`;
}
