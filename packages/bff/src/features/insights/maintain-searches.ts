import type { TenantId } from "@dormant-users/shared-types";
import type { DatabaseAdmin, EmbeddingSpace, TenantDatabase } from "../../db/index.ts";
import {
  type EmbeddingSearch,
  type EmbeddingStock,
  listEmbeddingStock,
  type SearchMethod,
  saveEmbeddingSearch,
} from "./embedding-searches.repository.ts";
import { measureSearch } from "./measure-search.ts";
import { planSearch, type SearchPlan } from "./plan-search.ts";

/** Tenants' data, and the power to build and drop their vector indexes. */
export interface SearchServices {
  readonly database: TenantDatabase & {
    readonly admin: Pick<DatabaseAdmin, "buildEmbeddingIndex" | "dropEmbeddingIndex">;
  };
}

export interface SearchOptions {
  /** Vectors of a model from which an index is tried. */
  readonly fromVectors?: number;
}

/**
 * Chooses, for each model whose vectors a tenant has, how the nearest are looked for: exactly while they are few; else by
 * an HNSW index, built after the data and as broad as a sample of the tenant's own users needs; exactly again where no
 * breadth finds enough. Cheap where little changed since; call it after embedding.
 *
 * @returns the searches that were chosen anew
 */
export async function maintainSearches(
  services: SearchServices,
  tenantId: TenantId,
  { fromVectors }: SearchOptions = {},
): Promise<EmbeddingSearch[]> {
  const chosen: EmbeddingSearch[] = [];
  for (const stock of await stockOf(services, tenantId)) {
    const plan = planSearch(stock, fromVectors);
    const search = plan === "keep" ? undefined : await carryOut(services, tenantId, stock, plan);
    if (search !== undefined) chosen.push(search);
  }
  return chosen;
}

/**
 * Sets the method for one model's vectors, whatever their number, until `auto` gives the choice back.
 *
 * @returns undefined where another process is building, or there are no such vectors
 */
export async function pinSearch(
  services: SearchServices,
  tenantId: TenantId,
  space: EmbeddingSpace,
  method: SearchMethod | "auto",
): Promise<EmbeddingSearch | undefined> {
  const stock = (await stockOf(services, tenantId)).find((one) => isOf(one, space));
  if (stock === undefined) return undefined;
  if (method === "auto") {
    const free = { ...stock, search: undefined };
    return carryOut(services, tenantId, free, planSearch(free) === "build" ? "build" : "drop");
  }
  if (method === "exact") return goExact(services, tenantId, stock, { pinned: true, recall: null });
  return build(services, tenantId, stock, method, true);
}

/** How the nearest are looked for among the vectors of one model; exactly where nothing was chosen. */
export async function getSearch(
  services: SearchServices,
  tenantId: TenantId,
  { modelId, dimensions }: EmbeddingSpace,
): Promise<EmbeddingSearch> {
  const stock = (await stockOf(services, tenantId)).find((one) => isOf(one, { modelId, dimensions }));
  const vectors = stock?.vectors ?? 0;
  return stock?.search ?? { modelId, dimensions, method: "exact", breadth: null, pinned: false, vectors, recall: null };
}

const isOf = (one: EmbeddingSpace, { modelId, dimensions }: EmbeddingSpace): boolean =>
  one.modelId === modelId && one.dimensions === dimensions;

function stockOf({ database }: SearchServices, tenantId: TenantId): Promise<EmbeddingStock[]> {
  return database.withTenant(tenantId, listEmbeddingStock, { readOnly: true, statementTimeoutMs: 0 });
}

async function carryOut(
  services: SearchServices,
  tenantId: TenantId,
  stock: EmbeddingStock,
  plan: Exclude<SearchPlan, "keep">,
): Promise<EmbeddingSearch | undefined> {
  const { search } = stock;
  if (plan === "drop") return goExact(services, tenantId, stock, { pinned: false, recall: null });
  const pinned = search?.pinned ?? false;
  const method = search === undefined || search.method === "exact" ? "hnsw" : search.method;
  if (plan === "measure") {
    const { isGood, ...measured } = await measureSearch(services.database, tenantId, stock, method);
    if (isGood) return save(services, tenantId, stock, { method, pinned, ...measured });
  }
  return build(services, tenantId, stock, method, pinned);
}

async function build(
  services: SearchServices,
  tenantId: TenantId,
  stock: EmbeddingStock,
  method: Exclude<SearchMethod, "exact">,
  pinned: boolean,
): Promise<EmbeddingSearch | undefined> {
  const { modelId, dimensions, vectors } = stock;
  const isBuilt = await services.database.admin.buildEmbeddingIndex(tenantId, { modelId, dimensions, method, vectors });
  if (!isBuilt) return undefined;
  const { isGood, ...measured } = await measureSearch(services.database, tenantId, stock, method);
  if (!isGood && !(pinned && measured.breadth !== null)) {
    return goExact(services, tenantId, stock, { pinned: false, recall: measured.recall });
  }
  return save(services, tenantId, stock, { method, pinned, ...measured });
}

// Said before the index goes: a search that begins meanwhile must not rely on it.
async function goExact(
  services: SearchServices,
  tenantId: TenantId,
  stock: EmbeddingStock,
  how: Pick<EmbeddingSearch, "pinned" | "recall">,
): Promise<EmbeddingSearch> {
  const search = await save(services, tenantId, stock, { method: "exact", breadth: null, ...how });
  await services.database.admin.dropEmbeddingIndex(tenantId, stock);
  return search;
}

async function save(
  { database }: SearchServices,
  tenantId: TenantId,
  { modelId, dimensions, vectors }: EmbeddingStock,
  how: Omit<EmbeddingSearch, keyof EmbeddingSpace | "vectors">,
): Promise<EmbeddingSearch> {
  const search = { modelId, dimensions, vectors, ...how };
  await database.withTenant(tenantId, (tx) => saveEmbeddingSearch(tx, search));
  return search;
}
