import {
  cancelRefresh as cancelContract,
  getRefresh as getContract,
  startRefresh as startContract,
} from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import type { JobLauncher } from "./job-launcher.ts";
import { progressEvents } from "./progress-events.ts";
import { toRefreshJob } from "./refresh-job.ts";
import { findRunQuery } from "./runs.repository.ts";
import { cancelRun, getRun, startRun } from "./start-run.ts";

interface RunRoutesServices {
  readonly database: Pick<Database, "withTenant" | "readOne">;
  /** Undefined: nothing here carries runs out, so none is taken on. */
  readonly jobs: JobLauncher | undefined;
  /** Whether an answer can be sent as it is made. */
  readonly streams: boolean;
}

/** A run is called a refresh, and its id a job's, by those who ask for it over the API. */
export function runsRoutes({ database, jobs, streams }: RunRoutesServices): readonly Route[] {
  return [
    defineRoute(startContract).handle(async ({ principal: { tenant, subject }, body, request }) => {
      if (jobs === undefined) throw new DomainError("unavailable", "Analyses are not set up here.");
      const { user_ids: userIds, force } = body;
      const { run } = await startRun(database, tenant, { userIds, force, requestedBy: subject, requestId: request.id });
      try {
        await jobs.launch(tenant, run.id);
      } catch (cause) {
        throw new DomainError("unavailable", "No worker could be told of the refresh; ask again.", { cause });
      }
      const location = getContract.path.replace("{job_id}", run.id);
      return { status: 202, body: { job_id: run.id, status: run.status }, headers: { location } };
    }),
    defineRoute(getContract).handle(async ({ principal: { tenant }, params, request }) => {
      const job = toRefreshJob(await getRun(database, tenant, params.job_id));
      if (!streams || request.accept?.includes("text/event-stream") !== true) return { status: 200, body: job };
      const read = async () => {
        const run = await database.readOne(tenant, findRunQuery, params.job_id);
        return run && toRefreshJob(run);
      };
      const chunks = progressEvents(job, read, { signal: request.signal });
      return { status: 200, stream: { type: "text/event-stream", chunks } };
    }),
    defineRoute(cancelContract).handle(async ({ principal: { tenant, subject }, params, request }) => {
      const by = { actor: subject, requestId: request.id };
      const run = await cancelRun(database, tenant, params.job_id, by);
      jobs?.stop(run.id);
      return { status: 200, body: toRefreshJob(run) };
    }),
  ];
}
