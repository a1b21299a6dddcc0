import type { TenantId } from "@dormant-users/shared-types";
import { listJudgedUsers } from "../detection/index.ts";
import { type EmbeddingServices, type EmbeddingWork, embedUsers, NO_EMBEDDING_WORK } from "./embed-users.ts";

interface EmbedTenantOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

const BATCH = 100;

/** Makes the vectors that a tenant's dormant users lack, as far as the month's budget goes. @throws {ModelError} when the embedder cannot be had */
export async function embedTenant(
  services: EmbeddingServices,
  tenantId: TenantId,
  { signal, onProgress }: EmbedTenantOptions = {},
): Promise<EmbeddingWork> {
  const users = await services.database.withTenant(
    tenantId,
    (tx) => listJudgedUsers(tx, { states: ["dormant", "never_active"] }),
    { readOnly: true, statementTimeoutMs: 0 },
  );
  let total = NO_EMBEDDING_WORK;
  for (let at = 0; at < users.length; at += BATCH) {
    const batch = users.slice(at, at + BATCH).map(({ userId }) => userId);
    total = sumOf(total, await embedUsers(services, tenantId, batch, { signal }));
    onProgress?.(Math.min(at + BATCH, users.length), users.length);
  }
  return total;
}

function sumOf(one: EmbeddingWork, other: EmbeddingWork): EmbeddingWork {
  const keys = Object.keys(one) as (keyof EmbeddingWork)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as EmbeddingWork;
}
