import { type DecisionId, undoDecision } from "@dormant-users/shared-types";
import type { ApiClient } from "../../../lib/api-client.ts";

/** Requests under way at once: quick for a page of users, and no burst that a rate limit would refuse. */
const PARALLEL = 6;

/**
 * Takes decisions back, one request each. Resolves with those that could not be; rejects where none could.
 * @throws {ApiError} the first failure, where nothing was taken back
 */
export async function deleteDecisions(
  client: ApiClient,
  decisionIds: readonly DecisionId[],
): Promise<{ readonly failed: readonly DecisionId[] }> {
  const waiting = [...decisionIds];
  const failed: DecisionId[] = [];
  let firstFailure: unknown;
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id; id = waiting.shift()) {
      try {
        await client.call(undoDecision, { params: { decision_id: id } });
      } catch (error) {
        firstFailure ??= error;
        failed.push(id);
      }
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work));
  if (failed.length === decisionIds.length && firstFailure) throw firstFailure;
  return { failed };
}
