import { Duration } from "aws-cdk-lib";
import {
  type Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from "aws-cdk-lib/aws-codedeploy";
import type { Alias } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import type { ProductApi } from "./product-api.ts";

const CONFIGS = {
  all_at_once: LambdaDeploymentConfig.ALL_AT_ONCE,
  canary_10_percent_5_minutes: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
} as const;
const MINUTE = Duration.minutes(1);

interface TrafficShiftProps {
  readonly stage: Stage;
  readonly alias: Alias;
  readonly api: ProductApi;
}

/** New code of the API takes requests step by step, and gives them back by itself when one of its alarms goes off. */
export class TrafficShift extends Construct {
  readonly group: LambdaDeploymentGroup;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { stage, alias, api }: TrafficShiftProps) {
    super(scope, id);
    const alarm = (name: string, description: string, metric: IMetric & MathExpression, threshold: number) =>
      metric.createAlarm(this, name, {
        alarmName: nameOf(stage, `rollback-${name}`),
        alarmDescription: description,
        threshold,
        evaluationPeriods: 2,
        datapointsToAlarm: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    // Shares, with a floor of requests: one failure at night is no reason to go back, one in fifty at noon is.
    const share = (label: string, bad: IMetric, all: IMetric) =>
      new MathExpression({
        label,
        expression: "IF(all >= 20, 100 * bad / all, IF(bad >= 3, 100, 0))",
        usingMetrics: { bad, all },
        period: MINUTE,
      });
    this.alarms = [
      alarm(
        "function-errors",
        "More than 2 % of the calls of the API's function fail: pages show an error. The deployment goes back.",
        share("failed calls, %", alias.metricErrors({ period: MINUTE }), alias.metricInvocations({ period: MINUTE })),
        2,
      ),
      alarm(
        "server-errors",
        "More than 2 % of the answers are 5xx: pages show an error. The deployment goes back.",
        share(
          "5xx, %",
          api.stage.metricServerError({ period: MINUTE, statistic: "sum" }),
          api.stage.metricCount({ period: MINUTE, statistic: "samplecount" }),
        ),
        2,
      ),
    ];
    this.group = new LambdaDeploymentGroup(this, "Group", {
      application: new LambdaApplication(this, "Application", { applicationName: nameOf(stage, "api") }),
      deploymentGroupName: nameOf(stage, "api-live"),
      alias,
      deploymentConfig: CONFIGS[stage.trafficShift],
      alarms: [...this.alarms],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });
    acknowledge(this.group, {
      "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]":
        "AWS's own role for CodeDeploy on Lambda, in its limited form; what it needs changes with the service.",
    });
  }
}
