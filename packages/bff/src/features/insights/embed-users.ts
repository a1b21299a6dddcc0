import type { TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import { buildEvidence, embeddingHash, embeddingText } from "../../rag/index.ts";
import { type Embedder, ModelError } from "../../rag/ports.ts";
import { listJudgedUsers } from "../detection/index.ts";
import { getStoredSettings } from "../settings/index.ts";
import { listEmbeddingHashes, saveEmbeddings, type UserEmbedding } from "./embeddings.repository.ts";
import { addSpend, type CostOf, getMonthlySpend } from "./spend.repository.ts";
import { toEvidenceInput } from "./to-evidence-input.ts";
import { listUserFacts } from "./user-facts.repository.ts";

export interface EmbeddingServices {
  readonly database: TenantDatabase;
  readonly embedder: Embedder;
  readonly costOf: CostOf;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What making vectors took. */
export interface EmbeddingWork {
  readonly embedded: number;
  readonly unchanged: number;
  /** Users whose text the embedder refused or did not answer for: tried again next time. */
  readonly failed: number;
  /** Left out because the month's budget is used up. */
  readonly withoutBudget: number;
  readonly calls: number;
  readonly tokens: number;
  readonly costUsd: number;
}

/** Texts in one call of the embedder. */
const TEXTS_PER_CALL = 10;
/** No text of ours has so many tokens; what ten of them cost is kept free of the budget before they are sent. */
const TOKENS_PER_TEXT = 500;

export const NO_EMBEDDING_WORK: EmbeddingWork = {
  embedded: 0,
  unchanged: 0,
  failed: 0,
  withoutBudget: 0,
  calls: 0,
  tokens: 0,
  costUsd: 0,
};

interface Wanted {
  readonly userId: UserId;
  readonly text: string;
  readonly contentHash: string;
}

/**
 * Makes the vectors of those users whose text changed since their last one, as far as the month's budget goes. No
 * transaction is open while the embedder works; every ten are kept as soon as they are there.
 *
 * @param userIds some hundreds at most
 * @throws {ModelError} when the embedder cannot be had at all; what was made until then is kept
 */
export async function embedUsers(
  services: EmbeddingServices,
  tenantId: TenantId,
  userIds: readonly UserId[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<EmbeddingWork> {
  const { database, embedder, costOf, now } = services;
  const { modelId } = embedder;
  const { all, known, leftUsd } = await database.withTenant(
    tenantId,
    async (tx) => ({
      all: await textsOf(tx, userIds, modelId, now()),
      known: await listEmbeddingHashes(tx, { userIds, modelId }),
      leftUsd: (await getStoredSettings(tx)).monthly_budget_usd - (await getMonthlySpend(tx, now())).costUsd,
    }),
    { readOnly: true },
  );
  const wanted = all.filter(({ userId, contentHash }) => known.get(userId) !== contentHash);
  const work: { -readonly [Figure in keyof EmbeddingWork]: number } = {
    ...NO_EMBEDDING_WORK,
    unchanged: all.length - wanted.length,
  };
  const mostUsd = costOf(modelId, { inputTokens: TEXTS_PER_CALL * TOKENS_PER_TEXT, outputTokens: 0 });
  for (let at = 0; at < wanted.length; at += TEXTS_PER_CALL) {
    signal?.throwIfAborted();
    if (mostUsd > 0 && work.costUsd + mostUsd > leftUsd) return { ...work, withoutBudget: wanted.length - at };
    const batch = wanted.slice(at, at + TEXTS_PER_CALL);
    const results = await embedder.embed(
      batch.map(({ text }) => text),
      { signal },
    );
    const made: UserEmbedding[] = [];
    for (const [index, { userId, contentHash }] of batch.entries()) {
      const result = results[index];
      if (result === undefined || result instanceof ModelError) work.failed += 1;
      else made.push({ userId, modelId, contentHash, ...result });
    }
    const tokens = made.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
    const usage = { inputTokens: tokens, outputTokens: 0 };
    const costUsd = costOf(modelId, usage);
    await database.withTenant(tenantId, async (tx) => {
      await saveEmbeddings(tx, made);
      await addSpend(tx, { modelId, calls: 1, usage, costUsd, nowMs: now() });
    });
    work.embedded += made.length;
    work.calls += 1;
    work.tokens += tokens;
    work.costUsd += costUsd;
  }
  return work;
}

async function textsOf(
  tx: Parameters<typeof listUserFacts>[0],
  userIds: readonly UserId[],
  modelId: string,
  nowMs: number,
): Promise<Wanted[]> {
  const facts = new Map((await listUserFacts(tx, userIds)).map((one) => [one.userId, one]));
  return (await listJudgedUsers(tx, { userIds })).flatMap((judged) => {
    const known = facts.get(judged.userId);
    if (known === undefined) return [];
    const text = embeddingText(buildEvidence(toEvidenceInput(known, judged, null, nowMs)).facts);
    return [{ userId: judged.userId, text, contentHash: embeddingHash(text, modelId) }];
  });
}
