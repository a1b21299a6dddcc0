import type { DecisionRequest, DecisionResults } from "@dormant-users/shared-types";
import type { ApiClient } from "../../../lib/api-client.ts";
import { makeDecisions } from "../../../lib/contract/decisions.data.ts";

/**
 * Decides about up to 500 users. Each gets its own result: a conflict changes nothing for that user alone.
 * @throws {ApiError}
 */
export function postDecisions(client: ApiClient, body: DecisionRequest): Promise<DecisionResults> {
  return client.call(makeDecisions, { body });
}
