import type { TenantId } from "@dormant-users/shared-types";
import { embeddingStopped, usersEmbedded } from "../../observability/events/users-embedded.ts";
import { ModelError } from "../../rag/ports.ts";
import { embedUsers, keepIndexed } from "../insights/index.ts";
import type { RunServices } from "./run-services.ts";
import type { RunWorker } from "./run-worker.ts";
import { withRetries } from "./with-retries.ts";

const BATCH = 100;

/**
 * Makes the vectors that the run's users lack, all before the first analysis: who is alike must not depend on who came
 * first. Without an embedder, or without budget for it, the analyses go on without peers.
 */
export async function embedListed(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  mayGoOn: () => boolean,
): Promise<void> {
  const { embedder, logger } = services;
  const model = embedder.modelId;
  const userIds = await worker.waiting();
  try {
    for (let at = 0; at < userIds.length && mayGoOn(); at += BATCH) {
      const done = await withRetries(() => embedUsers(services, tenantId, userIds.slice(at, at + BATCH)));
      await worker.add({ embeddingCalls: done.calls, embeddingTokens: done.tokens, costUsd: done.costUsd });
      usersEmbedded(logger, { tenant: tenantId, model, ...done });
      if (done.withoutBudget > 0) break;
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    embeddingStopped(logger, { tenant: tenantId, model, kind: error.kind });
  }
  await keepIndexed(services, tenantId);
}
