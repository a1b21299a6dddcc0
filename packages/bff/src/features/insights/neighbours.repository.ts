import type { UserId } from "@dormant-users/shared-types";
import { defineQuery, type Query, type TenantTransaction } from "../../db/index.ts";
import type { DecisionKind, PeerOutcome } from "../../rag/evidence/vocabulary.ts";
import type { EvidenceInput } from "../../rag/index.ts";
import { type JudgedUser, listJudgedUsers } from "../detection/index.ts";

/** Users asked for alike ones; vectors are of one model. */
export interface NeighbourScope {
  readonly userIds: readonly UserId[];
  readonly modelId: string;
  readonly dimensions: number;
}

interface NeighbourRow {
  readonly userId: UserId;
  readonly neighbourId: UserId;
  readonly similarity: number;
  readonly decision: DecisionKind | null;
}

const NEIGHBOURS = 10;

/** Cosine similarity from which texts of facts count as close and near. Chosen by eye, not yet measured (ADR 0031). */
const CLOSENESS: readonly (readonly [model: RegExp, closeFrom: number, nearFrom: number])[] = [
  [/^local-/, 0.97, 0.85],
  [/titan/, 0.95, 0.85],
];
const OTHER_MODELS = [0.95, 0.85] as const;

const queries = new Map<string, Query<NeighbourScope, NeighbourRow>>();

// The index is on an expression for one model, so that its query must spell out the same model and dimensions.
function neighbourQuery(
  { modelId, dimensions }: NeighbourScope,
  indexed: boolean,
): Query<NeighbourScope, NeighbourRow> {
  const key = `${indexed} ${dimensions} ${modelId}`;
  const known = queries.get(key);
  if (known !== undefined) return known;
  const literal = `'${modelId.replaceAll("'", "''")}'`;
  const [one, other] = indexed
    ? [`(e.embedding::halfvec(${dimensions}))`, `(q.embedding::halfvec(${dimensions}))`]
    : ["e.embedding", "q.embedding"];
  const query = defineQuery<NeighbourScope, NeighbourRow>({
    name: indexed ? "insights.list_neighbours_indexed" : "insights.list_neighbours",
    text: (schema) => `
SELECT q.user_id AS "userId", n.user_id AS "neighbourId", n.similarity,
  (SELECT d.kind FROM ${schema}.decisions AS d WHERE d.user_id = n.user_id AND d.undone_at IS NULL) AS decision
FROM ${schema}.user_embeddings AS q CROSS JOIN LATERAL (
  SELECT e.user_id, 1 - (${one} <=> ${other}) AS similarity FROM ${schema}.user_embeddings AS e
  WHERE e.model_id = ${literal} AND e.dimensions = ${dimensions} AND e.user_id <> q.user_id
  ORDER BY ${one} <=> ${other}${indexed ? "" : ", e.user_id"} LIMIT ${NEIGHBOURS}) AS n
WHERE q.user_id = ANY ($1::uuid[]) AND q.model_id = ${literal} AND q.dimensions = ${dimensions}`,
    params: ({ userIds }) => [userIds],
  });
  queries.set(key, query);
  return query;
}

const findIndex = defineQuery<string, { indexed: boolean }>({
  name: "insights.find_embedding_index",
  text: (schema) => `
SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('${schema}.' || $1) AND indisvalid) AS indexed`,
  params: (name) => [name],
});

const widenSearch = defineQuery({
  name: "insights.widen_search",
  prepare: false,
  text: () => "SELECT set_config('hnsw.ef_search', '100', true)",
});

/**
 * The ten users most like each of the given ones, with what became of them: by exact search, or by the tenant's index
 * where one was built. Users without a vector have no entry.
 */
export async function listNeighbours(
  tx: TenantTransaction,
  scope: NeighbourScope,
  indexName: string,
): Promise<ReadonlyMap<UserId, NonNullable<EvidenceInput["peers"]>>> {
  const { indexed } = await tx.get(findIndex, indexName);
  if (indexed) await tx.execute(widenSearch);
  const rows = await tx.list(neighbourQuery(scope, indexed), scope);
  const neighbourIds = [...new Set(rows.map(({ neighbourId }) => neighbourId))];
  const judged = await listJudgedUsers(tx, { userIds: neighbourIds });
  const states = new Map(judged.map((user) => [user.userId, user.state]));
  const [, closeFrom, nearFrom] = CLOSENESS.find(([model]) => model.test(scope.modelId)) ?? ["", ...OTHER_MODELS];
  const found = new Map<UserId, { similarity: number; outcome: PeerOutcome }[]>();
  for (const { userId, neighbourId, similarity, decision } of rows) {
    const neighbours = found.get(userId) ?? [];
    neighbours.push({ similarity, outcome: outcomeOf(decision, states.get(neighbourId)) });
    found.set(userId, neighbours);
  }
  return new Map([...found].map(([userId, neighbours]) => [userId, { neighbours, closeFrom, nearFrom }]));
}

/** What became of an account that was dormant once: vectors are made of such accounts alone. */
function outcomeOf(decision: DecisionKind | null, state: JudgedUser["state"] | undefined): PeerOutcome {
  if (state === "disabled" || decision === "disable") return "disabled";
  if (state === "active") return "returned";
  if (state === "exempt" || state === "snoozed") return "kept";
  return decision === null || decision === "notify" ? "open" : "kept";
}
