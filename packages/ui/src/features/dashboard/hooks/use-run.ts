import type { JobId, RefreshJob } from "@dormant-users/shared-types";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { queryKeys } from "../../../insights/query-keys.ts";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { cancelRun, followRun, hasEnded, startRun } from "../api/run.ts";

export interface Run {
  /** The run under way; undefined where none is, or its first word is still to come. */
  readonly job: RefreshJob | undefined;
  /** A run is being started, or is under way. */
  readonly active: boolean;
  /** How the last run that was watched here ended, until it is dismissed. */
  readonly ended: RefreshJob | undefined;
  readonly error: ApiError | undefined;
  /** Undefined, as `cancel`, for who may not. */
  readonly start: (() => void) | undefined;
  readonly cancel: (() => void) | undefined;
  dismiss(): void;
}

/**
 * The analysis of the whole tenant: started here, or found under way after a reload or by somebody else's click.
 * @param found the run that the summary says is active
 */
export function useRun(found: RefreshJob | null | undefined): Run {
  const { client, tenant, onEvent } = useInsights();
  const queries = useQueryClient();
  const mayRun = useMay("insights:refresh");
  const [following, setFollowing] = useState<JobId>();
  const [job, setJob] = useState<RefreshJob>();
  const [starting, setStarting] = useState(false);
  const [ended, setEnded] = useState<RefreshJob>();
  const [error, setError] = useState<ApiError>();

  const foundId = found?.job_id;
  const endedId = ended?.job_id;
  useEffect(() => {
    // A summary from before its end may still call a run active.
    if (foundId && foundId !== endedId) setFollowing((present) => present ?? foundId);
  }, [foundId, endedId]);

  useEffect(() => {
    if (!following) return;
    const leaving = new AbortController();
    async function follow(jobId: JobId) {
      try {
        for await (const next of followRun(client, jobId, leaving.signal)) {
          if (leaving.signal.aborted) return;
          setJob(next);
          if (!hasEnded(next)) continue;
          setEnded(next);
          onEvent({ type: "run_ended", status: next.status });
          void queries.invalidateQueries({ queryKey: queryKeys.lists(tenant) });
          void queries.invalidateQueries({ queryKey: queryKeys.summary(tenant) });
          void queries.invalidateQueries({ queryKey: queryKeys.users(tenant) });
        }
      } catch (failure) {
        if (!leaving.signal.aborted) setError(toApiError(failure));
      }
      if (leaving.signal.aborted) return;
      setFollowing(undefined);
      setJob(undefined);
    }
    void follow(following);
    return () => leaving.abort();
  }, [following, client, queries, tenant, onEvent]);

  const start = useCallback(() => {
    setStarting(true);
    setError(undefined);
    setEnded(undefined);
    onEvent({ type: "run_started" });
    startRun(client)
      .then(({ job_id }) => setFollowing(job_id))
      .catch((failure: unknown) => setError(toApiError(failure)))
      .finally(() => setStarting(false));
  }, [client, onEvent]);
  const cancel = useCallback(() => {
    if (!following) return;
    cancelRun(client, following)
      .then((next) => setJob((present) => (present ? next : present)))
      .catch((failure: unknown) => setError(toApiError(failure)));
  }, [client, following]);
  const dismiss = useCallback(() => {
    setEnded(undefined);
    setError(undefined);
  }, []);
  const allowed = mayRun ? { start, cancel } : { start: undefined, cancel: undefined };
  return { job, active: starting || following !== undefined, ended, error, ...allowed, dismiss };
}
