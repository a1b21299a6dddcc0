import { Duration } from "aws-cdk-lib";
import {
  ComparisonOperator,
  type IMetric,
  type MathExpression,
  Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { METRIC_NAMESPACE, type MetricName } from "../../../packages/bff/src/observability/metric-catalogue.ts";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

/** One page each in docs/runbooks; a test holds both to each other. */
export const RUNBOOKS = [
  "api-errors",
  "api-latency",
  "api-unreachable",
  "cache",
  "capacity",
  "cost",
  "data-age",
  "database",
  "dead-letters",
  "decisions",
  "egress",
  "held-snapshots",
  "migrations",
  "model-errors",
  "model-limits",
  "night-run",
] as const;
export type Runbook = (typeof RUNBOOKS)[number];

/** An alarm that says what it means: it cannot be written down without what a customer loses and what to do then. */
export interface AlarmSpec {
  /** Lower case with hyphens; part of the alarm's name. */
  readonly name: string;
  /** A sentence in the customer's words. */
  readonly customerLoses: string;
  readonly runbook: Runbook;
  /** `page`: somebody is woken. `ticket`: the next working day is soon enough. */
  readonly severity: "page" | "ticket";
  readonly metric: Metric | MathExpression;
  /** The alarm goes off above it, or below it where `below` says so. */
  readonly threshold: number;
  readonly below?: true;
  /** So many of so many periods. Default: one of one. */
  readonly periods?: readonly [bad: number, of: number];
  /** What no data means. Default: all is well. */
  readonly silence?: "well" | "alarm";
}

/** Where alarms are sent to. */
export interface AlarmTopics {
  readonly page: ITopic;
  readonly ticket: ITopic;
}

/** Where a runbook can be read by who got the alarm. */
export function runbookAddressOf(runbook: Runbook): string {
  return `docs/runbooks/${runbook}.md`;
}

/** @throws {RangeError} for a name, or a sentence, that would help nobody */
export function createAlarm(scope: Construct, stage: Stage, topics: AlarmTopics, spec: AlarmSpec): void {
  const { name, customerLoses, runbook, severity, metric, threshold, below, periods = [1, 1], silence = "well" } = spec;
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(name)) throw new RangeError(`an alarm's name is lower-case words, not ${name}`);
  if (customerLoses.length < 30) throw new RangeError(`say what a customer loses when ${name} goes off`);
  const [datapointsToAlarm, evaluationPeriods] = periods;
  const alarm = metric.createAlarm(scope, name, {
    alarmName: nameOf(stage, name),
    alarmDescription: `${customerLoses} Runbook: ${runbookAddressOf(runbook)}`,
    threshold,
    datapointsToAlarm,
    evaluationPeriods,
    comparisonOperator: below ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: silence === "alarm" ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  const action = new SnsAction(topics[severity]);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
}

/** One of the product's own metrics, over all tenants of a stage. */
export function ownMetric(stage: Stage, name: MetricName, statistic: string, period: Duration): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: { stage: stage.name },
    statistic,
    period,
  });
}

/** A metric of AWS's own. */
export function awsMetric(
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string,
  period: Duration,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period });
}

/** Sum of the same metric over several things. */
export function sumOf(metrics: Readonly<Record<string, IMetric>>): string {
  return Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
}

export const MINUTES = (count: number): Duration => Duration.minutes(count);
