import { z } from "zod";
import { JobId, RefreshJob, RefreshRequest, StartedJob } from "../resources/refresh-job.ts";
import { defineContract } from "./route.ts";

const path = "/profile360/insights/dormant-users/refresh/{job_id}";
const params = z.object({ job_id: JobId });

export const startRefresh = defineContract({
  operationId: "startRefresh",
  method: "post",
  path: "/profile360/insights/dormant-users/refresh",
  summary: "Analyse the tenant's dormant users, or some of them",
  description: "Send `{}` for the whole tenant. While such a run is active, asking again gives the same job.",
  tag: "Refresh",
  scope: "insights:refresh",
  body: RefreshRequest,
  responses: { 202: { description: "The job that does it", body: StartedJob, headers: ["location"] } },
});

export const getRefresh = defineContract({
  operationId: "getRefresh",
  method: "get",
  path,
  summary: "How far a refresh has come",
  description:
    "With `Accept: text/event-stream`, where the server can stream: a `progress` event with the job whenever it changes, " +
    "and `done` at its end. Elsewhere the job as JSON: ask again.",
  tag: "Refresh",
  scope: "insights:read",
  params,
  responses: { 200: { description: "The job", body: RefreshJob, media: ["text/event-stream"] } },
});

export const cancelRefresh = defineContract({
  operationId: "cancelRefresh",
  method: "delete",
  path,
  summary: "Stop a refresh",
  description: "What is analysed stays. A job that has ended stays as it is.",
  tag: "Refresh",
  scope: "insights:refresh",
  params,
  responses: { 200: { description: "The job, ended or about to", body: RefreshJob } },
});
