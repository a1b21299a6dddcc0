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
import { cancelRefresh, getRefresh, startRefresh } from "./refresh.ts";
import { findRunQuery } from "./runs.repository.ts";

interface RefreshServices {
  readonly database: Pick<Database, "withTenant" | "readOne">;
  /** Undefined: nothing here carries jobs out, so none is taken on. */
  readonly jobs: JobLauncher | undefined;
  /** Whether an answer can be sent as it is made. */
  readonly streams: boolean;
}

export function refreshRoutes({ database, jobs, streams }: RefreshServices): readonly Route[] {
  return [
    defineRoute(startContract).handle(async ({ principal, body, request }) => {
      if (jobs === undefined) throw new DomainError("unavailable", "Analyses are not set up here.");
      const by = { actor: principal.subject, requestId: request.id };
      const { job_id, status } = await database.withTenant(principal.tenant, (tx) => startRefresh(tx, body, by));
      jobs.launch(principal.tenant, job_id);
      const location = getContract.path.replace("{job_id}", job_id);
      return { status: 202, body: { job_id, status }, headers: { location } };
    }),
    defineRoute(getContract).handle(async ({ principal: { tenant }, params, request }) => {
      const job = await database.withTenant(tenant, (tx) => getRefresh(tx, params.job_id), { readOnly: true });
      if (!streams || request.accept?.includes("text/event-stream") !== true) return { status: 200, body: job };
      const read = () => database.readOne(tenant, findRunQuery, params.job_id);
      const chunks = progressEvents(job, read, { signal: request.signal });
      return { status: 200, stream: { type: "text/event-stream", chunks } };
    }),
    defineRoute(cancelContract).handle(async ({ principal, params, request }) => {
      const by = { actor: principal.subject, requestId: request.id };
      const body = await database.withTenant(principal.tenant, (tx) => cancelRefresh(tx, params.job_id, by));
      jobs?.stop(body.job_id);
      return { status: 200, body };
    }),
  ];
}
