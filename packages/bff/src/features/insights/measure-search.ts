import type { TenantId, UserId } from "@dormant-users/shared-types";
import { type EmbeddingSpace, listsFor, type TenantDatabase, type TenantTransaction } from "../../db/index.ts";
import { type EmbeddingSearch, type SearchMethod, sampleEmbeddedUsers } from "./embedding-searches.repository.ts";
import { listNearestUsers, searchAsBroadAs } from "./nearest-users.repository.ts";

/**
 * What a sample must reach: above the 0.98 to 0.99 that is promised, since the next users asked for are not the sample
 * (ADR 0050).
 */
const WANTED_RECALL = 0.995;
const SAMPLE = 200;
/** Misses come by the cluster, of which a sample meets few: large tenants begin broader than a lucky sample would have it. */
const VECTORS_PER_CANDIDATE = 1_000;
/** A graph search as broad as a 25th of all vectors takes about as long as a third of an exact one (ADR 0050). */
const BROADEST_SHARE = { hnsw: 1 / 25, ivfflat: 1 / 4 } as const;
const BREADTHS: Readonly<Record<Exclude<SearchMethod, "exact">, readonly number[]>> = {
  hnsw: [40, 60, 80, 100, 140, 200, 280, 400, 560, 800, 1000],
  ivfflat: [1, 2, 4, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160],
};

/** What a search found, in the least breadth that finds enough. */
export type Measured = Pick<EmbeddingSearch, "breadth" | "recall"> & { readonly isGood: boolean };

/**
 * The least breadth at which a tenant's index finds the neighbours that an exact search finds, on a sample of its own
 * users; `isGood` is false where none does before it costs about as much as an exact search. The best is given then.
 */
export function measureSearch(
  database: TenantDatabase,
  tenantId: TenantId,
  stock: EmbeddingSpace & { readonly vectors: number },
  method: Exclude<SearchMethod, "exact">,
): Promise<Measured> {
  return database.withTenant(tenantId, (tx) => measure(tx, stock, method), { readOnly: true, statementTimeoutMs: 0 });
}

async function measure(
  tx: TenantTransaction,
  { vectors, ...space }: EmbeddingSpace & { readonly vectors: number },
  method: Exclude<SearchMethod, "exact">,
): Promise<Measured> {
  const userIds = await sampleEmbeddedUsers(tx, space, SAMPLE);
  const truth = await listNearestUsers(tx, { ...space, userIds }, "exact");
  const broadest = BROADEST_SHARE[method] * (method === "hnsw" ? vectors : listsFor(vectors));
  let best: Measured = { breadth: null, recall: 0, isGood: false };
  const least = method === "hnsw" ? vectors / VECTORS_PER_CANDIDATE : 0;
  for (const breadth of BREADTHS[method].filter((one) => one >= least)) {
    if (best.isGood || (breadth > broadest && best.breadth !== null)) break;
    await searchAsBroadAs(tx, { method, breadth });
    const recall = recallOf(await listNearestUsers(tx, { ...space, userIds }, "indexed"), truth);
    if (recall > (best.recall ?? 0)) best = { breadth, recall, isGood: recall >= WANTED_RECALL };
  }
  return best;
}

interface Found {
  readonly userId: UserId;
  readonly similarity: number;
}

/** Arithmetic alone sets equally near users apart by less. */
const TIE = 1e-6;

/** Share of the true nearest that were found, 0…1; users as near as the last of them count as well as he. */
export function recallOf(found: readonly Found[], truth: readonly Found[]): number {
  const farthest = new Map<UserId, number>();
  for (const { userId, similarity } of truth) {
    farthest.set(userId, Math.min(similarity, farthest.get(userId) ?? Number.POSITIVE_INFINITY));
  }
  const hits = found.filter(({ userId, similarity }) => similarity >= (farthest.get(userId) ?? 2) - TIE).length;
  return truth.length === 0 ? 1 : Math.min(hits, truth.length) / truth.length;
}
