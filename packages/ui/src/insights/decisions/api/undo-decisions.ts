import type { DecisionId, UndoResults } from "@dormant-users/shared-types";
import type { ApiClient } from "../../../lib/api-client.ts";
import { undoDecisions } from "../../../lib/contract/decisions.data.ts";

/**
 * Takes up to 500 decisions back together.
 * @throws {ApiError}
 */
export function postUndo(client: ApiClient, decisionIds: readonly DecisionId[]): Promise<UndoResults> {
  return client.call(undoDecisions, { body: { decision_ids: [...decisionIds] } });
}
