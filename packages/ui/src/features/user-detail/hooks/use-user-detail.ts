import type { DormantUserDetail } from "@dormant-users/shared-types";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { dormantUserOptions } from "../api/get-dormant-user.ts";

export interface UserDetailResult {
  readonly detail: DormantUserDetail | undefined;
  readonly error: ApiError | undefined;
  readonly isFetching: boolean;
  refetch(): void;
}

/** One user's page. Each user has its own cache entry, so a late answer never shows under another's name. */
export function useUserDetail(userId: string, enabled: boolean): UserDetailResult {
  const insights = useInsights();
  const { onEvent } = insights;
  const { data, error, isFetching, refetch } = useQuery({ ...dormantUserOptions(insights, userId), enabled });

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

  return {
    detail: data,
    error: error ? toApiError(error) : undefined,
    isFetching,
    refetch: () => void refetch(),
  };
}
