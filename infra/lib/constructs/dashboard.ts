import { Dashboard, GraphWidget, type IMetric, LogQueryWidget, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { MetricName } from "../../../packages/bff/src/observability/metric-catalogue.ts";
import { functionNameOf, logGroupNameOf, nameOf, queueNameOf } from "../names.ts";
import type { FunctionName, Stage } from "../stages.ts";
import { awsMetric, MINUTES, ownMetric } from "./alarms.ts";

const FIVE = MINUTES(5);
const HOUR = MINUTES(60);
const HALF = 12;

/** The product's figures on one page: what people notice, what insights cost, whether data and runs are on time. */
export class ProductDashboard extends Construct {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const own = (name: MetricName, statistic: string, period = FIVE) =>
      ownMetric(stage, name, statistic, period).with({ label: `${name} ${statistic}` });
    const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
      new GraphWidget({ title, left, right, width: HALF, height: 6, leftYAxis: { min: 0 } });
    const query = (title: string, name: FunctionName, lines: readonly string[]) =>
      new LogQueryWidget({
        title,
        logGroupNames: [logGroupNameOf(stage, name)],
        queryLines: [...lines],
        width: HALF,
        height: 6,
      });
    const ofFunction = (name: FunctionName, metric: string, statistic: string) =>
      awsMetric("AWS/Lambda", metric, { FunctionName: functionNameOf(stage, name) }, statistic, FIVE).with({
        label: `${name} ${metric}`,
      });
    const queueAge = awsMetric(
      "AWS/SQS",
      "ApproximateAgeOfOldestMessage",
      { QueueName: queueNameOf(stage, "arrivals") },
      "Maximum",
      FIVE,
    );
    const borrowed = awsMetric(
      "AWS/RDS",
      "DatabaseConnectionsCurrentlyBorrowed",
      { ProxyName: nameOf(stage, "database") },
      "Sum",
      FIVE,
    );
    new Dashboard(this, "Dashboard", {
      dashboardName: nameOf(stage, "overview"),
      defaultInterval: MINUTES(3 * 1440),
      widgets: [
        [
          new TextWidget({
            markdown: `# Dormant users, ${stage.name}\ndocs/monitoring.md says what each figure is.`,
            width: 24,
            height: 2,
          }),
        ],
        [
          graph("Requests", [
            own("request.count", "Sum"),
            own("request.refused", "Sum"),
            own("request.server_errors", "Sum"),
          ]),
          graph("Answer time, ms", [
            own("request.duration_ms", "p50"),
            own("request.duration_ms", "p95"),
            own("request.duration_ms", "p99"),
          ]),
        ],
        [
          graph("Analysed users", [
            own("analysis.count", "Sum", HOUR),
            own("analysis.rules_fallbacks", "Sum", HOUR),
            own("analysis.failed", "Sum", HOUR),
            own("analysis.dropped_claims", "Sum", HOUR),
          ]),
          graph(
            "Models",
            [own("model.calls", "Sum", HOUR), own("model.errors", "Sum", HOUR), own("model.throttled", "Sum", HOUR)],
            [own("analysis.duration_ms", "p95", HOUR)],
          ),
        ],
        [
          graph("Tokens", [
            own("model.input_tokens", "Sum", HOUR),
            own("model.output_tokens", "Sum", HOUR),
            own("embedding.tokens", "Sum", HOUR),
          ]),
          graph("Cost of models, USD", [own("model.cost_usd", "Sum", HOUR)]),
        ],
        [
          query("Cost by tenant", "detect-dormant-users", [
            'filter event = "run_ended"',
            "stats sum(`tenant.cost_usd`) as usd, sum(`tenant.model_tokens`) as tokens, sum(analysed) as users by tenant",
            "sort usd desc",
            "limit 25",
          ]),
          query("How tenants stand", "detect-dormant-users", [
            'filter event = "tenant_judged"',
            "stats latest(`data.age_hours`) as age_hours, latest(`users.dormant`) as dormant, latest(`users.never_active`) as never_active, latest(`users.active`) as active, latest(`users.unknown`) as unknown by tenant",
            "sort age_hours desc",
            "limit 25",
          ]),
        ],
        [
          graph(
            "Runs",
            [own("run.count", "Sum", HOUR), own("run.failed", "Sum", HOUR), own("run.unfinished", "Sum", HOUR)],
            [own("run.duration_ms", "Maximum", HOUR)],
          ),
          graph("Vectors", [
            own("embedding.count", "Sum", HOUR),
            own("embedding.failed", "Sum", HOUR),
            own("embedding.calls", "Sum", HOUR),
          ]),
        ],
        [
          graph("Objects", [
            own("object.count", "Sum", HOUR),
            own("object.held", "Sum", HOUR),
            own("object.refused", "Sum", HOUR),
            own("object.failed", "Sum", HOUR),
          ]),
          graph(
            "Age of objects when handled, ms",
            [own("object.age_ms", "p95", HOUR)],
            [queueAge.with({ label: "oldest waiting, s" })],
          ),
        ],
        [
          graph("Functions", [
            ofFunction("api", "ConcurrentExecutions", "Maximum"),
            ofFunction("api", "Throttles", "Sum"),
            ofFunction("detect-dormant-users", "Errors", "Sum"),
            ofFunction("generate-user-embeddings", "Errors", "Sum"),
          ]),
          graph("Database connections borrowed", [borrowed], [own("cache.unusable", "Sum")]),
        ],
      ],
    });
  }
}
