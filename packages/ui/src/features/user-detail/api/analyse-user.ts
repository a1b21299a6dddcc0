import type { JobStatus, RefreshJob, UserId } from "@dormant-users/shared-types";
import { queryOptions } from "@tanstack/react-query";
import type { ApiClient } from "../../../lib/api-client.ts";
import { getRefresh, startRefresh } from "../../../lib/contract/refresh.data.ts";
import type { Insights } from "../../../lib/insights-context.tsx";

/** One user takes seconds: often enough to feel followed, seldom enough to be no load. */
const ASK_EVERY_MS = 1000;

const UNDER_WAY: ReadonlySet<JobStatus> = new Set(["queued", "running"]);

export function isUnderWay(status: JobStatus): boolean {
  return UNDER_WAY.has(status);
}

/**
 * Has one user analysed again, changed or not.
 * @throws {ApiError}
 */
export async function analyseUser(client: ApiClient, userId: UserId): Promise<string> {
  const { job_id } = await client.call(startRefresh, { body: { user_ids: [userId], force: true } });
  return job_id;
}

/** How far the job has come; asks until it has ended. */
export function analysisOptions({ client, tenant }: Pick<Insights, "client" | "tenant">, jobId: string | undefined) {
  return queryOptions({
    queryKey: [tenant, "analysis", jobId] as const,
    queryFn: ({ signal }): Promise<RefreshJob> => client.call(getRefresh, { params: { job_id: jobId ?? "" }, signal }),
    refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data.status) ? ASK_EVERY_MS : false),
    enabled: jobId !== undefined,
    staleTime: 0,
  });
}
