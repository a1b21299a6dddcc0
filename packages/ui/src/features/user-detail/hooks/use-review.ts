import type { DormantUserDetail, Review, ReviewRequest } from "@dormant-users/shared-types";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "../../../insights/query-keys.ts";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { dormantUserOptions } from "../api/get-dormant-user.ts";
import { sendReview } from "../api/put-review.ts";

export interface ReviewResult {
  send(request: ReviewRequest): void;
  readonly sending: boolean;
  readonly error: ApiError | undefined;
}

/** The caller's review: shown at once, taken off again where the server does not take it. */
export function useReview(detail: DormantUserDetail): ReviewResult {
  const insights = useInsights();
  const { client, tenant, onEvent } = insights;
  const queries = useQueryClient();
  const { queryKey } = dormantUserOptions(insights, detail.user_id);
  const show = (review: Review | null) =>
    queries.setQueryData<DormantUserDetail>(queryKey, (shown) => (shown ? { ...shown, review } : shown));

  const { mutate, isPending, error } = useMutation({
    mutationFn: (request: ReviewRequest) => sendReview(client, detail.user_id, request),
    networkMode: "always",
    onMutate: async (request) => {
      // An answer that is on its way was made before the review and would hide it.
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<DormantUserDetail>(queryKey)?.review ?? null;
      show({
        insight_id: detail.insight_id ?? "",
        reviewer: "",
        agrees: request.agrees,
        risk_level: request.risk_level,
        reason: request.reason ?? null,
        reviewed_at: new Date().toISOString(),
      });
      return { before };
    },
    onError: (_error, _request, context) => {
      show(context?.before ?? null);
    },
    onSuccess: (review) => {
      show(review);
      onEvent({ type: "reviewed", agrees: review.agrees ? 1 : 0 });
      void queries.invalidateQueries({ queryKey: queryKeys.summary(tenant) });
    },
  });
  return { send: mutate, sending: isPending, error: error ? toApiError(error) : undefined };
}
