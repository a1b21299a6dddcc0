import { MathExpression, type Metric } from "aws-cdk-lib/aws-cloudwatch";
import { functionNameOf, nameOf, queueNameOf } from "../names.ts";
import { FUNCTION_NAMES, type Stage } from "../stages.ts";
import { type AlarmSpec, awsMetric, MINUTES, ownMetric, sumOf } from "./alarms.ts";

const FIVE = MINUTES(5);
const HOUR = MINUTES(60);
const DAY = MINUTES(1440);
/** The product's own warning on every answer appears at the same age. */
const OLD_DATA_HOURS = 48;

/** What carries everything else: objects, queues, database, functions, migrations. */
export function alarmsOfPlatform(stage: Stage): AlarmSpec[] {
  const queue = (name: "arrivals" | "arrivalsDead" | "scheduleDead", metric: string) =>
    awsMetric("AWS/SQS", metric, { QueueName: queueNameOf(stage, name) }, "Maximum", FIVE);
  const proxy = (metric: string) => awsMetric("AWS/RDS", metric, { ProxyName: nameOf(stage, "database") }, "Sum", FIVE);
  return [
    {
      name: "objects-dead",
      customerLoses: "An export of a tenant was not taken in after five tries: its users' activity is missing.",
      runbook: "dead-letters",
      severity: "ticket",
      metric: queue("arrivalsDead", "ApproximateNumberOfMessagesVisible"),
      threshold: 0,
    },
    {
      name: "schedule-dead",
      customerLoses: "The night's run could not be started: insights of every tenant will be of yesterday.",
      runbook: "night-run",
      severity: "page",
      metric: queue("scheduleDead", "ApproximateNumberOfMessagesVisible"),
      threshold: 0,
    },
    {
      name: "objects-waiting",
      customerLoses: "New exports wait for more than a quarter of an hour: lists show the state before them.",
      runbook: "dead-letters",
      severity: "ticket",
      metric: queue("arrivals", "ApproximateAgeOfOldestMessage"),
      threshold: 900,
      periods: [3, 3],
    },
    {
      name: "data-age",
      customerLoses: "A tenant's data is older than two days: people who came back still count as dormant.",
      runbook: "data-age",
      severity: "ticket",
      metric: ownMetric(stage, "data.age_hours", "Maximum", DAY),
      threshold: OLD_DATA_HOURS,
    },
    {
      name: "snapshot-held",
      customerLoses: "An export looks wrong and waits for somebody to accept it: lists show the state before it.",
      runbook: "held-snapshots",
      severity: "ticket",
      metric: ownMetric(stage, "object.held", "Sum", HOUR),
      threshold: 0,
    },
    {
      name: "database-connections",
      customerLoses: "Four fifths of the database's connections are taken: soon requests wait, then fail.",
      runbook: "database",
      severity: "page",
      metric: new MathExpression({
        label: "connections borrowed, %",
        expression: "100 * borrowed / allowed",
        usingMetrics: {
          borrowed: proxy("DatabaseConnectionsCurrentlyBorrowed"),
          allowed: proxy("MaxDatabaseConnectionsAllowed"),
        },
        period: FIVE,
      }),
      threshold: 80,
      periods: [2, 3],
    },
    {
      name: "jobs-failing",
      customerLoses: "Functions behind the page end in errors: exports, analyses, erasures of old data come late.",
      runbook: "capacity",
      severity: "ticket",
      metric: overFunctions(stage, "Errors", "failed calls of jobs"),
      threshold: 2,
      periods: [2, 3],
    },
    {
      name: "jobs-throttled",
      customerLoses: "Jobs are turned away for want of room: exports and analyses come late.",
      runbook: "capacity",
      severity: "ticket",
      metric: overFunctions(stage, "Throttles", "throttled calls of jobs"),
      threshold: 10,
      periods: [3, 3],
    },
    {
      name: "migrations-pending",
      customerLoses: "Tables of a tenant are behind the release: parts of its page answer with an error.",
      runbook: "migrations",
      severity: "page",
      metric: ownMetric(stage, "migrations.pending", "Minimum", MINUTES(15)),
      threshold: 0,
    },
  ];
}

function overFunctions(stage: Stage, metric: "Errors" | "Throttles", label: string): MathExpression {
  const jobs = FUNCTION_NAMES.filter((name) => name !== "api");
  const usingMetrics: Record<string, Metric> = Object.fromEntries(
    jobs.map((name) => [
      name.replaceAll("-", "_"),
      awsMetric("AWS/Lambda", metric, { FunctionName: functionNameOf(stage, name) }, "Sum", FIVE),
    ]),
  );
  return new MathExpression({ label, expression: sumOf(usingMetrics), usingMetrics, period: FIVE });
}
