import { CfnOutput, Stack } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnHealthCheck } from "aws-cdk-lib/aws-route53";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { type AlarmSpec, type AlarmTopics, createAlarm } from "../constructs/alarms.ts";
import { AlarmsBudget } from "../constructs/alarms-budget.ts";
import { alarmsOfAnalysis } from "../constructs/alarms-of-analysis.ts";
import { alarmsOfApi } from "../constructs/alarms-of-api.ts";
import { alarmsOfPlatform } from "../constructs/alarms-of-platform.ts";
import { ProductDashboard } from "../constructs/dashboard.ts";
import { nameOf, stackNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

export interface ObservabilityProps {
  readonly stage: Stage;
  /** Of the HTTP API. */
  readonly apiId: string;
  /** Of the state machine that runs each night. */
  readonly machineArn: string;
}

/** Who hears of what: alarms, the month's budget, the dashboard, and a check from outside. */
export class ObservabilityStack extends Stack {
  readonly alarms: readonly AlarmSpec[];

  constructor(scope: Construct, { stage, apiId, machineArn }: ObservabilityProps) {
    super(scope, "observability", { stackName: stackNameOf(stage, "observability"), env: { region: stage.region } });
    const topics = { page: this.#topic(stage, "page"), ticket: this.#topic(stage, "ticket") } satisfies AlarmTopics;
    const { attrHealthCheckId } = new CfnHealthCheck(this, "Readiness", {
      healthCheckConfig: {
        type: "HTTPS",
        fullyQualifiedDomainName: `${apiId}.execute-api.${stage.region}.${this.urlSuffix}`,
        resourcePath: "/readyz",
        port: 443,
        requestInterval: 30,
        failureThreshold: 3,
      },
      healthCheckTags: [{ key: "Name", value: nameOf(stage, "readiness") }],
    });
    this.alarms = [
      ...alarmsOfApi(stage, { apiId, healthCheckId: attrHealthCheckId }),
      ...alarmsOfAnalysis(stage, { machineArn }),
      ...alarmsOfPlatform(stage),
    ];
    for (const alarm of this.alarms) createAlarm(this, stage, topics, alarm);
    new AlarmsBudget(this, "Budget", { stage, topicArn: topics.ticket.topicArn });
    topics.ticket.grantPublish(new ServicePrincipal("budgets.amazonaws.com"));
    new ProductDashboard(this, "Overview", stage);
    new CfnOutput(this, "PageTopic", { value: topics.page.topicArn });
  }

  #topic(stage: Stage, severity: keyof AlarmTopics): Topic {
    const topic = new Topic(this, severity, { topicName: nameOf(stage, `alarms-${severity}`), enforceSSL: true });
    topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    topic.grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com"));
    return topic;
  }
}
