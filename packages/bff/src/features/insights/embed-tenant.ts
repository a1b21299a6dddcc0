import type { TenantId } from "@dormant-users/shared-types";
import { listJudgedUsers } from "../detection/index.ts";
import { takeLost } from "../spending/index.ts";
import { type EmbeddingServices, type EmbeddingWork, type EmbedOptions, embedUsers } from "./embed-users.ts";

/**
 * Makes the vectors that a tenant's dormant users lack, as far as the month's budget goes.
 *
 * @throws {ModelError} when the embedder cannot be had
 */
export async function embedTenant(
  services: EmbeddingServices,
  tenantId: TenantId,
  options: Pick<EmbedOptions, "signal" | "onProgress"> = {},
): Promise<EmbeddingWork> {
  const { database } = services;
  await database.withTenant(tenantId, (tx) => takeLost(tx, null));
  const users = await database.withTenant(
    tenantId,
    (tx) => listJudgedUsers(tx, { states: ["dormant", "never_active"] }),
    { readOnly: true, statementTimeoutMs: 0 },
  );
  const userIds = users.map(({ userId }) => userId);
  return embedUsers(services, tenantId, userIds, options);
}
