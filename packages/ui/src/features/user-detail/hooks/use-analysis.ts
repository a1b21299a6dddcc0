import type { DormantUserDetail, RefreshJob } from "@dormant-users/shared-types";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queryKeys } from "../../../insights/query-keys.ts";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { analyseUser, analysisOptions, isUnderWay } from "../api/analyse-user.ts";

export type AnalysisPhase = "idle" | "queued" | "running" | "done" | "failed";

export interface AnalysisResult {
  readonly phase: AnalysisPhase;
  /** Why it failed, where a request did; a job that failed by itself has `job.outcome`. */
  readonly error: ApiError | undefined;
  readonly job: RefreshJob | undefined;
  start(): void;
}

/** Has one user analysed and follows the job; what it changed is read anew once it has ended. */
export function useAnalysis(detail: DormantUserDetail): AnalysisResult {
  const insights = useInsights();
  const { client, tenant, onEvent } = insights;
  const queries = useQueryClient();
  const [jobId, setJobId] = useState<string>();
  const started = useMutation({
    mutationFn: () => analyseUser(client, detail.user_id),
    networkMode: "always",
    onMutate: () => setJobId(undefined),
    onSuccess: (id) => {
      setJobId(id);
      onEvent({ type: "analysis_started" });
    },
  });
  const followed = useQuery(analysisOptions(insights, jobId));
  const status = followed.data?.status;
  const hasEnded = status !== undefined && !isUnderWay(status);

  useEffect(() => {
    if (!hasEnded) return;
    void queries.invalidateQueries({ queryKey: queryKeys.user(tenant, detail.user_id) });
    void queries.invalidateQueries({ queryKey: queryKeys.lists(tenant) });
    void queries.invalidateQueries({ queryKey: queryKeys.summary(tenant) });
  }, [hasEnded, queries, tenant, detail.user_id]);

  const error = started.error ?? (followed.data ? undefined : followed.error);
  return {
    phase: phaseOf(),
    error: error ? toApiError(error) : undefined,
    job: followed.data,
    start: () => started.mutate(),
  };

  function phaseOf(): AnalysisPhase {
    if (error) return "failed";
    if (started.isPending) return "queued";
    if (jobId === undefined) return "idle";
    if (status === undefined || status === "queued") return "queued";
    if (status === "running") return "running";
    return status === "succeeded" && followed.data?.failed === 0 ? "done" : "failed";
  }
}
