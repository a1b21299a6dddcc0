import { type DecisionRequest, type DecisionResults, makeDecisions } from "@dormant-users/shared-types";
import type { ApiClient } from "../../../lib/api-client.ts";

/**
 * Decides about up to 500 users. Each gets its own result: a conflict changes nothing for that user alone.
 * @throws {ApiError}
 */
export function postDecisions(client: ApiClient, body: DecisionRequest): Promise<DecisionResults> {
  return client.call(makeDecisions, { body });
}
