import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { functionNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import { type AlarmSpec, awsMetric, MINUTES, ownMetric } from "./alarms.ts";

export interface ApiSources {
  /** Of the HTTP API. */
  readonly apiId: string;
  /** Of the check that asks `/readyz` from outside. */
  readonly healthCheckId: string;
}

const FIVE = MINUTES(5);

/** What people who look at the page notice. */
export function alarmsOfApi(stage: Stage, { apiId, healthCheckId }: ApiSources): AlarmSpec[] {
  const gateway = (metric: string) =>
    awsMetric("AWS/ApiGateway", metric, { ApiId: apiId, Stage: "$default" }, "Sum", FIVE);
  const FunctionName = functionNameOf(stage, "api");
  const concurrent = awsMetric("AWS/Lambda", "ConcurrentExecutions", { FunctionName }, "Maximum", FIVE);
  return [
    {
      name: "api-unreachable",
      customerLoses: "The page does not load at all: the API does not answer, or cannot reach its database.",
      runbook: "api-unreachable",
      severity: "page",
      metric: awsMetric("AWS/Route53", "HealthCheckStatus", { HealthCheckId: healthCheckId }, "Minimum", MINUTES(1)),
      threshold: 1,
      below: true,
      periods: [3, 5],
      silence: "alarm",
    },
    {
      name: "api-errors",
      customerLoses: "More than one answer in fifty is an error: lists do not load, decisions are not taken.",
      runbook: "api-errors",
      severity: "page",
      // A share with a floor: one failure at night wakes nobody, all failing at night does.
      metric: new MathExpression({
        label: "5xx answers, %",
        expression: "IF(all >= 50, 100 * bad / all, IF(bad >= 5, 100, 0))",
        usingMetrics: { bad: gateway("5xx"), all: gateway("Count").with({ statistic: "SampleCount" }) },
        period: FIVE,
      }),
      threshold: 2,
      periods: [2, 3],
    },
    {
      name: "api-latency",
      customerLoses: "One answer in twenty takes longer than two seconds: the page feels broken before it is.",
      runbook: "api-latency",
      severity: "ticket",
      metric: ownMetric(stage, "request.duration_ms", "p95", FIVE),
      threshold: 2000,
      periods: [3, 6],
    },
    {
      name: "api-throttled",
      customerLoses: "Callers are turned away with 429 or 503 because the API has no room for them.",
      runbook: "capacity",
      severity: "page",
      metric: awsMetric("AWS/Lambda", "Throttles", { FunctionName }, "Sum", FIVE),
      threshold: 5,
      periods: [2, 3],
    },
    {
      name: "api-concurrency",
      customerLoses: "Nothing yet: four fifths of the API's room are taken, and beyond it callers are turned away.",
      runbook: "capacity",
      severity: "ticket",
      metric: concurrent,
      threshold: Math.floor(0.8 * stage.functions.api.reservedConcurrency),
      periods: [3, 3],
    },
    {
      name: "cache-down",
      customerLoses: "Nothing but time: every list is worked out anew, and the database carries all of it.",
      runbook: "cache",
      severity: "ticket",
      metric: ownMetric(stage, "cache.unusable", "Sum", FIVE),
      threshold: 2,
      periods: [3, 3],
    },
    {
      name: "decisions-unpublished",
      customerLoses: "Decisions stand but nobody acts on them: accounts that should be disabled stay enabled.",
      runbook: "decisions",
      severity: "page",
      metric: ownMetric(stage, "decisions.unpublished", "Sum", FIVE),
      threshold: 0,
      periods: [2, 3],
    },
  ];
}
