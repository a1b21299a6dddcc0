import type { UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { vectorValue } from "./vector-value.ts";

/** One user's vector, and the hash of the text it was made of. */
export interface UserEmbedding {
  readonly userId: UserId;
  readonly modelId: string;
  readonly contentHash: string;
  readonly vector: Float32Array;
  readonly inputTokens: number;
}

interface EmbeddedScope {
  readonly userIds: readonly UserId[];
  readonly modelId: string;
}

const selectHashes = defineQuery<EmbeddedScope, { userId: UserId; contentHash: string }>({
  name: "insights.list_embedding_hashes",
  text: (schema) => `
SELECT user_id AS "userId", content_hash AS "contentHash" FROM ${schema}.user_embeddings
WHERE user_id = ANY ($1::uuid[]) AND model_id = $2`,
  params: ({ userIds, modelId }) => [userIds, modelId],
});

/** Hash of the text that each user's vector of this model was made of. */
export async function listEmbeddingHashes(
  tx: TenantTransaction,
  scope: EmbeddedScope,
): Promise<ReadonlyMap<UserId, string>> {
  const rows = await tx.list(selectHashes, scope);
  return new Map(rows.map(({ userId, contentHash }) => [userId, contentHash]));
}

const upsertEmbedding = defineQuery<UserEmbedding>({
  name: "insights.upsert_embedding",
  text: (schema) => `
INSERT INTO ${schema}.user_embeddings AS e (user_id, model_id, dimensions, embedding, content_hash, input_tokens)
SELECT u.user_id, $2, $3::integer, $4::vector, $5, $6::integer FROM ${schema}.user_profiles AS u WHERE u.user_id = $1
FOR KEY SHARE
ON CONFLICT (user_id, model_id) DO UPDATE SET dimensions = excluded.dimensions, embedding = excluded.embedding,
  content_hash = excluded.content_hash, input_tokens = excluded.input_tokens, embedded_at = now()`,
  params: ({ userId, modelId, vector, contentHash, inputTokens }) => [
    userId,
    modelId,
    vector.length,
    vectorValue(vector),
    contentHash,
    inputTokens,
  ],
});

/** Writes vectors; a user who is gone, or goes meanwhile, is left out. */
export async function saveEmbeddings(tx: TenantTransaction, embeddings: readonly UserEmbedding[]): Promise<void> {
  for (const embedding of embeddings) await tx.execute(upsertEmbedding, embedding);
}
