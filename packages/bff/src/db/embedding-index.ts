import { createHash } from "node:crypto";
import type { TenantId } from "@dormant-users/shared-types";
import { withAdminSession } from "./admin-transaction.ts";
import type { Connections } from "./connections.ts";
import { schemaOf } from "./tenant-schema.ts";

/** Vectors that are compared with each other. */
export interface EmbeddingSpace {
  readonly modelId: string;
  readonly dimensions: number;
}

export interface EmbeddingIndex extends EmbeddingSpace {
  readonly method: "hnsw" | "ivfflat";
  /** How many vectors there are: sizes the build. */
  readonly vectors: number;
}

const MEGABYTE = 1_048_576;
const LEAST_MEMORY_MB = 64;
const MOST_MEMORY_MB = 2_048;

/** Name of a tenant's vector index for one embedding model, whatever its method. */
export function embeddingIndexName({ modelId, dimensions }: EmbeddingSpace): string {
  const mark = createHash("sha256").update(`${modelId} ${dimensions}`).digest("hex").slice(0, 12);
  return `user_embeddings_ann_${mark}`;
}

/**
 * Builds a tenant's vector index over half precision from the vectors that are there, and puts it in the place of an
 * earlier one, which serves until then.
 *
 * @returns false where another process is building it
 */
export async function buildEmbeddingIndex(
  connections: Connections,
  tenantId: TenantId,
  index: EmbeddingIndex,
): Promise<boolean> {
  const schema = schemaOf(tenantId);
  const name = embeddingIndexName(index);
  const lock = `${schema}.${name}`;
  return withAdminSession(connections, async (client) => {
    const { rows } = await client.query("select pg_try_advisory_lock(hashtextextended($1, 0)) as mine", [lock]);
    if (rows[0].mine !== true) return false;
    try {
      const literal = client.escapeLiteral(index.modelId);
      // Others go on reading and writing meanwhile; the embedded engine has nobody else to wait for.
      const concurrently = connections.engine === "postgres" ? "concurrently" : "";
      await client.query(`set maintenance_work_mem = '${memoryMb(index)}MB'`);
      await client.query(`drop index if exists ${schema}.${name}_next`);
      await client.query(
        `create index ${concurrently} ${name}_next on ${schema}.user_embeddings
         using ${index.method} ((embedding::public.halfvec(${Number(index.dimensions)})) public.halfvec_cosine_ops)
         with (${parametersOf(index)}) where model_id = ${literal} and dimensions = ${Number(index.dimensions)}`,
      );
      await client.query(
        `begin; drop index if exists ${schema}.${name}; alter index ${schema}.${name}_next rename to ${name}; commit`,
      );
      return true;
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [lock]);
    }
  });
}

/** Takes a tenant's vector index away; the search is exact from then on. */
export async function dropEmbeddingIndex(
  connections: Connections,
  tenantId: TenantId,
  space: EmbeddingSpace,
): Promise<void> {
  await withAdminSession(connections, (client) =>
    client.query(`drop index if exists ${schemaOf(tenantId)}.${embeddingIndexName(space)}`),
  );
}

// A graph that outgrows this memory is built many times slower, from the disk.
function memoryMb({ vectors, dimensions }: EmbeddingIndex): number {
  const megabytes = Math.ceil((1.5 * vectors * (2 * dimensions + 512)) / MEGABYTE);
  return Math.min(MOST_MEMORY_MB, Math.max(LEAST_MEMORY_MB, megabytes));
}

function parametersOf({ method, vectors }: EmbeddingIndex): string {
  return method === "hnsw" ? "m = 16, ef_construction = 128" : `lists = ${listsFor(vectors)}`;
}

/** Lists of an IVFFlat index over so many vectors. */
export function listsFor(vectors: number): number {
  return Math.max(10, Math.round(Math.sqrt(vectors)));
}
