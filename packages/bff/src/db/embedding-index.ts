import { createHash } from "node:crypto";
import type { TenantId } from "@dormant-users/shared-types";
import { withAdminSession } from "./admin-transaction.ts";
import type { Connections } from "./connections.ts";
import { schemaOf } from "./tenant-schema.ts";

/** Below this many vectors of a model an exact search is quick enough, and exact. */
const INDEX_FROM_VECTORS = 5_000;

/** Name of a tenant's index for one embedding model. */
export function embeddingIndexName(modelId: string, dimensions: number): string {
  const mark = createHash("sha256").update(`${modelId} ${dimensions}`).digest("hex").slice(0, 12);
  return `user_embeddings_hnsw_${mark}`;
}

/**
 * Builds a tenant's missing vector indexes: HNSW over half precision, one for each model with many vectors. After the data,
 * never before it; a half-built one is built again.
 *
 * @returns names of the indexes that were built
 */
export async function indexEmbeddings(
  connections: Connections,
  tenantId: TenantId,
  fromVectors = INDEX_FROM_VECTORS,
): Promise<string[]> {
  const schema = schemaOf(tenantId);
  return withAdminSession(connections, async (client) => {
    const { rows } = await client.query<{ model_id: string; dimensions: number }>(
      `select model_id, dimensions from ${schema}.user_embeddings group by 1, 2 having count(*) >= $1`,
      [fromVectors],
    );
    const built: string[] = [];
    for (const { model_id, dimensions } of rows) {
      const name = embeddingIndexName(model_id, dimensions);
      const { rows: known } = await client.query<{ valid: boolean }>(
        `select indisvalid as valid from pg_index where indexrelid = to_regclass($1)`,
        [`${schema}.${name}`],
      );
      if (known[0]?.valid === true) continue;
      if (known[0] !== undefined) await client.query(`drop index ${schema}.${name}`);
      const literal = client.escapeLiteral(model_id);
      // Others go on reading and writing meanwhile; the embedded engine has nobody else to wait for.
      const concurrently = connections.engine === "postgres" ? "concurrently" : "";
      await client.query(
        `create index ${concurrently} ${name} on ${schema}.user_embeddings
         using hnsw ((embedding::public.halfvec(${Number(dimensions)})) public.halfvec_cosine_ops)
         with (m = 16, ef_construction = 128) where model_id = ${literal} and dimensions = ${Number(dimensions)}`,
      );
      built.push(name);
    }
    return built;
  });
}
