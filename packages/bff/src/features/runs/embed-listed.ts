import type { TenantId } from "@dormant-users/shared-types";
import { embeddingStopped, usersEmbedded } from "../../observability/events/users-embedded.ts";
import { ModelError } from "../../rag/ports.ts";
import { embedUsers } from "../insights/index.ts";
import type { Budget } from "./budget.ts";
import type { RunServices } from "./run-services.ts";
import type { RunWorker } from "./run-worker.ts";
import { withRetries } from "./with-retries.ts";

const BATCH = 100;
const MILLION_TOKENS = { inputTokens: 1_000_000, outputTokens: 0 };

/**
 * Makes the vectors that the run's users lack, all before the first analysis: who is alike must not depend on who came
 * first. Without an embedder the analyses go on, without peers.
 */
export async function embedListed(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  budget: Budget,
  mayGoOn: () => boolean,
): Promise<void> {
  const { embedder, costOf, logger } = services;
  if (budget.isSpent && costOf(embedder.modelId, MILLION_TOKENS) > 0) return;
  const userIds = await worker.waiting();
  for (let at = 0; at < userIds.length && mayGoOn(); at += BATCH) {
    try {
      const { embedded, failed, calls, tokens, costUsd } = await withRetries(() =>
        embedUsers(services, tenantId, userIds.slice(at, at + BATCH)),
      );
      await worker.add({ embeddingCalls: calls, embeddingTokens: tokens, costUsd });
      usersEmbedded(logger, { tenant: tenantId, model: embedder.modelId, embedded, failed, calls, tokens, costUsd });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      embeddingStopped(logger, { tenant: tenantId, model: embedder.modelId, kind: error.kind });
      return;
    }
  }
}
