import type { UserId } from "@dormant-users/shared-types";
import { defineQuery, type EmbeddingSpace, type TenantTransaction } from "../../db/index.ts";

export const SEARCH_METHODS = ["exact", "hnsw", "ivfflat"] as const;
export type SearchMethod = (typeof SEARCH_METHODS)[number];

/** How the nearest users are looked for among the vectors of one model, and what spoke for it. */
export interface EmbeddingSearch extends EmbeddingSpace {
  readonly method: SearchMethod;
  /** `hnsw`: candidates (ef_search); `ivfflat`: lists visited; null: all vectors. */
  readonly breadth: number | null;
  /** An operator chose the method. */
  readonly pinned: boolean;
  /** There were so many when it was chosen. */
  readonly vectors: number;
  /** Share of the true ten nearest that it found, 0…1; null where no index was tried. */
  readonly recall: number | null;
}

/** The vectors of one model as they are now, beside what was chosen for them. */
export interface EmbeddingStock extends EmbeddingSpace {
  readonly vectors: number;
  /** Written since the choice. */
  readonly written: number;
  readonly search: EmbeddingSearch | undefined;
}

interface StockRow extends EmbeddingSpace {
  readonly vectors: number;
  readonly written: number;
  readonly method: SearchMethod | null;
  readonly breadth: number | null;
  readonly pinned: boolean;
  readonly chosenFrom: number;
  readonly recall: number | null;
}

const selectStock = defineQuery<undefined, StockRow, EmbeddingStock>({
  name: "insights.list_embedding_stock",
  text: (schema) => `
SELECT e.model_id AS "modelId", e.dimensions, e.vectors, e.written, s.method, s.breadth, s.pinned,
  s.vectors AS "chosenFrom", s.recall
FROM (
  SELECT v.model_id, v.dimensions, count(*)::integer AS vectors,
    count(*) FILTER (WHERE v.embedded_at > c.chosen_at)::integer AS written
  FROM ${schema}.user_embeddings AS v LEFT JOIN ${schema}.embedding_searches AS c USING (model_id, dimensions)
  GROUP BY 1, 2) AS e
LEFT JOIN ${schema}.embedding_searches AS s USING (model_id, dimensions) ORDER BY 1, 2`,
  row: ({ modelId, dimensions, vectors, written, method, breadth, pinned, chosenFrom, recall }) => ({
    modelId,
    dimensions,
    vectors,
    written,
    search: method === null ? undefined : { modelId, dimensions, method, breadth, pinned, vectors: chosenFrom, recall },
  }),
});

export const listEmbeddingStock = (tx: TenantTransaction): Promise<EmbeddingStock[]> => tx.list(selectStock);

const upsertSearch = defineQuery<EmbeddingSearch>({
  name: "insights.save_embedding_search",
  text: (schema) => `
INSERT INTO ${schema}.embedding_searches (model_id, dimensions, method, breadth, pinned, vectors, recall)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (model_id, dimensions) DO UPDATE SET method = excluded.method, breadth = excluded.breadth,
  pinned = excluded.pinned, vectors = excluded.vectors, recall = excluded.recall, chosen_at = now()`,
  params: ({ modelId, dimensions, method, breadth, pinned, vectors, recall }) => [
    modelId,
    dimensions,
    method,
    breadth,
    pinned,
    vectors,
    recall,
  ],
});

export const saveEmbeddingSearch = (tx: TenantTransaction, search: EmbeddingSearch): Promise<number> =>
  tx.execute(upsertSearch, search);

const selectSample = defineQuery<EmbeddingSpace & { limit: number }, { userId: UserId }>({
  name: "insights.sample_embedded_users",
  text: (schema) => `
SELECT user_id AS "userId" FROM ${schema}.user_embeddings WHERE model_id = $1 AND dimensions = $2
ORDER BY random() LIMIT $3::integer`,
  params: ({ modelId, dimensions, limit }) => [modelId, dimensions, limit],
});

/** Some users with a vector of this model, at random. */
export const sampleEmbeddedUsers = async (
  tx: TenantTransaction,
  space: EmbeddingSpace,
  limit: number,
): Promise<UserId[]> => (await tx.list(selectSample, { ...space, limit })).map(({ userId }) => userId);
