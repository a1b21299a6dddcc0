import type { JobId, RefreshJob, StartedJob } from "@dormant-users/shared-types";
import { type ApiClient, readAs } from "../../../lib/api-client.ts";
import { cancelRefresh, getRefresh, startRefresh } from "../../../lib/contract/refresh.data.ts";
import { readServerEvents } from "../../../lib/server-events.ts";

/** Between two looks where the server cannot stream: quick at first, calm later. */
const POLL_MS = [1000, 1500, 2000, 3000, 5000] as const;

/** @throws {ApiError} */
export function startRun(client: ApiClient): Promise<StartedJob> {
  return client.call(startRefresh, { body: {} });
}

/** @throws {ApiError} */
export function cancelRun(client: ApiClient, jobId: JobId): Promise<RefreshJob> {
  return client.call(cancelRefresh, { params: { job_id: jobId } });
}

/** True once nothing more can become of a job. */
export function hasEnded({ status }: Pick<RefreshJob, "status">): boolean {
  return status !== "queued" && status !== "running";
}

/**
 * A job as it goes on, until it has ended: by server-sent events where the server streams, else by asking again. A
 * stream that breaks off is taken up again.
 * @throws {ApiError}
 */
export async function* followRun(client: ApiClient, jobId: JobId, signal: AbortSignal): AsyncGenerator<RefreshJob> {
  for (let look = 0; !signal.aborted; look += 1) {
    const call = { params: { job_id: jobId }, signal, accept: "text/event-stream, application/json" };
    const response = await client.open(getRefresh, call);
    if (response.headers.get("content-type")?.includes("text/event-stream")) {
      for await (const { data } of readServerEvents(response)) {
        const job = readAs(getRefresh.answers[200], JSON.parse(data));
        yield job;
        if (hasEnded(job)) return;
        look = 0;
      }
    } else {
      const job = readAs(getRefresh.answers[200], await response.json());
      yield job;
      if (hasEnded(job)) return;
    }
    await pause(POLL_MS[Math.min(look, POLL_MS.length - 1)] ?? 5000, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        done();
      },
      { once: true },
    );
  });
}
