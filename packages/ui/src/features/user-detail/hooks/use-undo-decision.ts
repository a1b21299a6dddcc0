import type { DecisionId, UserId } from "@dormant-users/shared-types";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postUndo } from "../../../insights/decisions/api/undo-decisions.ts";
import { forgetJudgements } from "../../../insights/decisions/decision-cache.ts";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

export interface UndoDecisionResult {
  undo(decisionId: DecisionId): void;
  readonly undoing: DecisionId | undefined;
  readonly error: ApiError | undefined;
}

/** Takes back a decision from the history, whoever made it and however long ago. */
export function useUndoDecision(userId: UserId): UndoDecisionResult {
  const { client, tenant } = useInsights();
  const queries = useQueryClient();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (decisionId: DecisionId) => postUndo(client, [decisionId]),
    networkMode: "always",
    onSuccess: () => forgetJudgements(queries, tenant, [userId]),
  });
  return { undo: mutate, undoing: isPending ? variables : undefined, error: error ? toApiError(error) : undefined };
}
