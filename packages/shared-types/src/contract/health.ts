import { Health, Readiness } from "../resources/health.ts";
import { defineContract } from "./route.ts";

export const getHealth = defineContract({
  operationId: "getHealth",
  method: "get",
  path: "/healthz",
  summary: "The process is up",
  tag: "Health",
  scope: null,
  responses: { 200: { description: "Up", body: Health } },
});

export const getReadiness = defineContract({
  operationId: "getReadiness",
  method: "get",
  path: "/readyz",
  summary: "The process can answer: database reachable",
  tag: "Health",
  scope: null,
  responses: {
    200: { description: "Ready", body: Readiness },
    503: { description: "Not ready", body: Readiness },
  },
});
