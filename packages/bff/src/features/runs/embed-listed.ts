import type { TenantId } from "@dormant-users/shared-types";
import { embeddingStopped } from "../../observability/events/users-embedded.ts";
import { ModelError } from "../../rag/ports.ts";
import { embedUsers, keepIndexed } from "../insights/index.ts";
import type { RunServices } from "./run-services.ts";
import type { RunWorker } from "./run-worker.ts";

/**
 * Makes the vectors that the run's users lack, all before the first analysis: who is alike must not depend on who came
 * first. Without an embedder, or without budget for it, the analyses go on without peers.
 *
 * @returns what the people who read the run should know; null: nothing
 */
export async function embedListed(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  mayGoOn: () => boolean,
): Promise<string | null> {
  const { embedder, logger } = services;
  let [embedded, withoutBudget] = [0, 0];
  try {
    const options = { mayGoOn, run: worker.embeddingAccount() };
    ({ embedded, withoutBudget } = await embedUsers(services, tenantId, await worker.waiting(), options));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    embeddingStopped(logger, { tenant: tenantId, model: embedder.modelId, kind: error.kind });
  }
  // It counts the tenant's vectors: too dear for one user's run that made none.
  if (worker.run.userIds === null || embedded > 0) await keepIndexed(services, tenantId);
  return withoutBudget === 0 ? null : `the month's budget is used up: ${withoutBudget} users are without a vector`;
}
