import type { Duration } from "aws-cdk-lib";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { budgetPriceOf } from "../../../packages/bff/src/adapters/bedrock/model-catalogue.ts";
import type { Stage } from "../stages.ts";
import { type AlarmSpec, awsMetric, MINUTES, ownMetric } from "./alarms.ts";

const QUARTER = MINUTES(15);
const HOUR = MINUTES(60);
const DAY = MINUTES(1440);
/** Of a month's budget, spent in one hour: a night that goes well spends a thirtieth. */
const SHARE_IN_AN_HOUR = 0.1;
const DAYS_IN_A_MONTH = 365.25 / 12;

export interface AnalysisSources {
  /** Of the state machine that runs each night. */
  readonly machineArn: string;
}

/** Tokens that cost the given dollars, at the usual five read for each one written. */
function tokensFor(usd: number, modelId: string): number {
  return Math.round(usd / (budgetPriceOf(modelId, { inputTokens: 5e6, outputTokens: 1e6 }) / 6e6));
}

/** What the insights are made of: models, their price, the night's run. */
export function alarmsOfAnalysis(stage: Stage, { machineArn }: AnalysisSources): AlarmSpec[] {
  const executions = (metric: string, period: Duration) =>
    awsMetric("AWS/States", metric, { StateMachineArn: machineArn }, "Sum", period);
  const hourlyUsd = SHARE_IN_AN_HOUR * stage.monthlyBudgetUsd;
  return [
    {
      name: "model-errors",
      customerLoses: "New insights come from the rules alone: shorter, and with lower confidence. Old ones stay.",
      runbook: "model-errors",
      severity: "ticket",
      metric: new MathExpression({
        label: "analyses whose model gave nothing, %",
        expression: "IF(all >= 10, 100 * bad / all, 0)",
        usingMetrics: {
          bad: ownMetric(stage, "model.errors", "Sum", QUARTER),
          all: ownMetric(stage, "analysis.count", "Sum", QUARTER),
        },
        period: QUARTER,
      }),
      threshold: 10,
      periods: [2, 2],
    },
    {
      name: "model-throttled",
      customerLoses: "Analyses meet the account's limits at Bedrock: new insights come late, or from the rules.",
      runbook: "model-limits",
      severity: "ticket",
      metric: ownMetric(stage, "model.throttled", "Sum", QUARTER),
      threshold: 10,
      periods: [2, 2],
    },
    {
      name: "rules-fallbacks",
      customerLoses: "Three in ten new insights were written by the rules although a model was asked.",
      runbook: "model-errors",
      severity: "ticket",
      metric: ownMetric(stage, "analysis.rules_fallbacks", "Average", HOUR),
      threshold: 0.3,
      periods: [2, 2],
    },
    {
      name: "egress-blocked",
      customerLoses: "Nothing left: a question to the model held an identifier and was not sent. Find out why it did.",
      runbook: "egress",
      severity: "ticket",
      metric: ownMetric(stage, "analysis.egress_blocked", "Sum", HOUR),
      threshold: 0,
    },
    {
      name: "token-rate",
      customerLoses: "Nothing yet: models read and write so much in an hour that the month's budget ends early.",
      runbook: "cost",
      severity: "page",
      metric: new MathExpression({
        label: "tokens in an hour",
        expression: "FILL(read, 0) + FILL(written, 0)",
        usingMetrics: {
          read: ownMetric(stage, "model.input_tokens", "Sum", HOUR),
          written: ownMetric(stage, "model.output_tokens", "Sum", HOUR),
        },
        period: HOUR,
      }),
      threshold: tokensFor(hourlyUsd, stage.models.chatModelId),
    },
    {
      name: "dollar-rate",
      customerLoses: "Nothing yet: a tenth of the month's budget went in one hour; when it is gone the rules write.",
      runbook: "cost",
      severity: "page",
      metric: ownMetric(stage, "model.cost_usd", "Sum", HOUR),
      threshold: hourlyUsd,
    },
    {
      name: "dollar-forecast",
      customerLoses: "Nothing yet: at the last three days' pace the models cost more than the month's budget.",
      runbook: "cost",
      severity: "ticket",
      metric: new MathExpression({
        label: "a month at this day's pace, USD",
        expression: `usd * ${DAYS_IN_A_MONTH.toFixed(2)}`,
        usingMetrics: { usd: ownMetric(stage, "model.cost_usd", "Sum", DAY) },
        period: DAY,
      }),
      threshold: stage.monthlyBudgetUsd,
      periods: [3, 3],
    },
    {
      name: "night-run-missing",
      customerLoses: "No night's run ended well for a day: lists are right, but their insights are of yesterday.",
      runbook: "night-run",
      severity: "page",
      metric: executions("ExecutionsSucceeded", DAY),
      threshold: 1,
      below: true,
      silence: "alarm",
    },
    {
      name: "night-run-failed",
      customerLoses: "The night's run broke off: a fifth or more of the tenants have insights of yesterday.",
      runbook: "night-run",
      severity: "page",
      metric: new MathExpression({
        label: "nights that failed",
        expression: "FILL(failed, 0) + FILL(late, 0) + FILL(stopped, 0)",
        usingMetrics: {
          failed: executions("ExecutionsFailed", HOUR),
          late: executions("ExecutionsTimedOut", HOUR),
          stopped: executions("ExecutionsAborted", HOUR),
        },
        period: HOUR,
      }),
      threshold: 0,
    },
    {
      name: "night-run-unfinished",
      customerLoses: "Some tenants' analysis did not end: part of their insights are of yesterday.",
      runbook: "night-run",
      severity: "ticket",
      metric: ownMetric(stage, "run.unfinished", "Sum", HOUR),
      threshold: 0,
    },
    {
      name: "run-failed",
      customerLoses: "A run ended as failed: the tenant, or whoever pressed Refresh, got no new insights.",
      runbook: "night-run",
      severity: "ticket",
      metric: ownMetric(stage, "run.failed", "Sum", HOUR),
      threshold: 0,
    },
  ];
}
