import type { DormantUsersPage, DormantUsersQuery } from "@dormant-users/shared-types";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type ApiError, toApiError } from "../../lib/api-error.ts";
import { useInsights } from "../../lib/insights-context.tsx";
import { dormantUsersOptions } from "./list-dormant-users.ts";

export interface DormantUsersResult {
  /** The page asked for or, while it is on its way, the one shown before. */
  readonly page: DormantUsersPage | undefined;
  readonly error: ApiError | undefined;
  /** `first`: nothing to show yet. `next`: another view is on its way. `again`: the same view is asked anew. */
  readonly loading: "first" | "next" | "again" | undefined;
  refetch(): void;
}

/** The server's page for a query. Each query has its own cache entry, so a late answer never replaces a newer one. */
export function useDormantUsers(query: DormantUsersQuery): DormantUsersResult {
  const insights = useInsights();
  const { onEvent } = insights;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...dormantUsersOptions(insights, query),
    placeholderData: keepPreviousData,
  });
  const failure = error ? toApiError(error) : undefined;

  useEffect(() => {
    if (!error) return;
    const { kind, status, requestId } = toApiError(error);
    onEvent({
      type: "request_failed",
      kind,
      ...(status === undefined ? {} : { status }),
      ...(requestId === undefined ? {} : { requestId }),
    });
  }, [error, onEvent]);

  const shown = isPlaceholderData ? undefined : data;
  useEffect(() => {
    if (shown) onEvent({ type: "list_shown", total: shown.total, inactiveDays: shown.inactive_days });
  }, [shown, onEvent]);

  return {
    page: data,
    error: failure,
    loading: isFetching ? (data === undefined ? "first" : isPlaceholderData ? "next" : "again") : undefined,
    refetch: () => void refetch(),
  };
}
