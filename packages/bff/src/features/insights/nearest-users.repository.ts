import type { UserId } from "@dormant-users/shared-types";
import {
  defineQuery,
  type EmbeddingSpace,
  embeddingIndexName,
  type Query,
  type TenantTransaction,
} from "../../db/index.ts";
import type { SearchMethod } from "./embedding-searches.repository.ts";

/** Users asked for alike ones; vectors are of one model. */
export interface NearestScope extends EmbeddingSpace {
  readonly userIds: readonly UserId[];
}

/** How a transaction searches: through all vectors, or through the tenant's index. */
export type SearchWay = "exact" | "indexed";

export interface NearestUser {
  readonly userId: UserId;
  readonly neighbourId: UserId;
  /** Cosine at full precision, −1…1. */
  readonly similarity: number;
}

const NEIGHBOURS = 10;

const queries = new Map<string, Query<NearestScope, NearestUser>>();

// The index is on an expression for one model, so that its query must spell out the same model and dimensions.
function nearestQuery({ modelId, dimensions }: EmbeddingSpace, way: SearchWay): Query<NearestScope, NearestUser> {
  const key = `${way} ${dimensions} ${modelId}`;
  const known = queries.get(key);
  if (known !== undefined) return known;
  const literal = `'${modelId.replaceAll("'", "''")}'`;
  const half = (side: "e" | "q") => `(${side}.embedding::halfvec(${dimensions}))`;
  const order = way === "indexed" ? `${half("e")} <=> ${half("q")}` : "e.embedding <=> q.embedding, e.user_id";
  const query = defineQuery<NearestScope, NearestUser>({
    name: way === "indexed" ? "insights.list_nearest_indexed" : "insights.list_nearest",
    text: (schema) => `
SELECT q.user_id AS "userId", n.user_id AS "neighbourId", n.similarity
FROM ${schema}.user_embeddings AS q CROSS JOIN LATERAL (
  SELECT e.user_id, 1 - (e.embedding <=> q.embedding) AS similarity FROM ${schema}.user_embeddings AS e
  WHERE e.model_id = ${literal} AND e.dimensions = ${dimensions} AND e.user_id <> q.user_id
  ORDER BY ${order} LIMIT ${NEIGHBOURS}) AS n
WHERE q.user_id = ANY ($1::uuid[]) AND q.model_id = ${literal} AND q.dimensions = ${dimensions}`,
    params: ({ userIds }) => [userIds],
  });
  queries.set(key, query);
  return query;
}

// Rows that the search visits and may not give (the user himself, old versions) must not leave it short of ten.
const takeChosenWay = defineQuery<EmbeddingSpace, { way: SearchWay }>({
  name: "insights.choose_search",
  text: (schema) => `
SELECT 'indexed' AS way, set_config('hnsw.iterative_scan', 'strict_order', true),
  set_config(CASE s.method WHEN 'hnsw' THEN 'hnsw.ef_search' ELSE 'ivfflat.probes' END, s.breadth::text, true)
FROM ${schema}.embedding_searches AS s
WHERE s.model_id = $1 AND s.dimensions = $2 AND s.method <> 'exact'
  AND EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('${schema}.' || $3) AND indisvalid)`,
  params: (space) => [space.modelId, space.dimensions, embeddingIndexName(space)],
});

/** The way that was chosen for these vectors; this transaction's searches are as broad as was chosen with it. */
export async function chooseSearchWay(tx: TenantTransaction, space: EmbeddingSpace): Promise<SearchWay> {
  return (await tx.find(takeChosenWay, space))?.way ?? "exact";
}

const setBreadth = defineQuery<{ method: Exclude<SearchMethod, "exact">; breadth: number }>({
  name: "insights.set_search_breadth",
  prepare: false,
  text: () => `
SELECT set_config('hnsw.iterative_scan', 'strict_order', true),
  set_config(CASE $1 WHEN 'hnsw' THEN 'hnsw.ef_search' ELSE 'ivfflat.probes' END, $2::integer::text, true)`,
  params: ({ method, breadth }) => [method, breadth],
});

/** Makes this transaction's indexed searches so broad: for measuring what breadth it takes. */
export const searchAsBroadAs = (
  tx: TenantTransaction,
  breadth: { readonly method: Exclude<SearchMethod, "exact">; readonly breadth: number },
): Promise<number> => tx.execute(setBreadth, breadth);

/** The ten users most like each of the given ones, the nearest first. Users without a vector have none. */
export const listNearestUsers = (tx: TenantTransaction, scope: NearestScope, way: SearchWay): Promise<NearestUser[]> =>
  tx.list(nearestQuery(scope, way), scope);
