import { type CfnElement, Duration, RemovalPolicy, Stack, TimeZone } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Schedule, ScheduleExpression, TimeWindow } from "aws-cdk-lib/aws-scheduler";
import { StepFunctionsStartExecution } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import {
  DefinitionBody,
  DistributedMap,
  LogLevel,
  ResultWriterV2,
  StateMachine,
  StateMachineType,
} from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { nameOf, queueNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import { stepTask, tenantSteps } from "./tenant-steps.ts";

interface NightlyAnalysisProps {
  readonly stage: Stage;
  readonly target: IFunction;
  readonly accessLogs: Bucket;
}

/** The analysis of every tenant, each night: a tenant that fails stops nobody, and each leaves its result. */
export class NightlyAnalysis extends Construct {
  readonly machine: StateMachine;
  readonly deadLetters: Queue;
  readonly results: Bucket;

  constructor(scope: Construct, id: string, { stage, target, accessLogs }: NightlyAnalysisProps) {
    super(scope, id);
    this.results = new Bucket(this, "Results", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: "results/",
      lifecycleRules: [{ expiration: Duration.days(30) }],
      removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.machine = new StateMachine(this, "Machine", {
      stateMachineName: nameOf(stage, "nightly"),
      definitionBody: DefinitionBody.fromChainable(
        stepTask(this, "List tenants", "list-tenants", target).next(this.#eachTenant(stage, target)),
      ),
      timeout: Duration.hours(8),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, "Log", {
          logGroupName: `/aws/vendedlogs/states/${nameOf(stage, "nightly")}`,
          retention: stage.logRetentionDays,
          removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.deadLetters = new Queue(this, "DeadLetters", {
      queueName: queueNameOf(stage, "scheduleDead"),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.#acknowledge();
    const { hour, minute, timeZone } = stage.nightlyRun;
    new Schedule(this, "Schedule", {
      scheduleName: nameOf(stage, "nightly"),
      description: "Analyses every tenant",
      schedule: ScheduleExpression.cron({ hour: `${hour}`, minute: `${minute}`, timeZone: TimeZone.of(timeZone) }),
      timeWindow: TimeWindow.off(),
      target: new StepFunctionsStartExecution(this.machine, {
        deadLetterQueue: this.deadLetters,
        retryAttempts: 5,
        maxEventAge: Duration.hours(2),
      }),
    });
  }

  #acknowledge(): void {
    const idOf = (construct: Construct) => Stack.of(this).getLogicalId(construct.node.defaultChild as CfnElement);
    const executions = `arn:aws:states:${Stack.of(this).region}:<AWS::AccountId>:execution:{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${idOf(this.machine)}"}]}]}`;
    acknowledge(this.machine, {
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::<${idOf(this.results)}>/*]`]:
        "The machine names its result files; nothing else lies in this bucket.",
      "AwsSolutions-IAM5[Resource::*]": "Log delivery and traces know no resources to name.",
      [`AwsSolutions-IAM5[Resource::${executions}:*]`]: "Executions are named when they start; this machine's alone.",
      [`AwsSolutions-IAM5[Resource::${executions}/EachTenant:*]`]: "Its child executions, one for each tenant.",
    });
    acknowledge(this.deadLetters, { "AwsSolutions-SQS3": "It is the dead-letter queue of the schedule." });
  }

  /** Child executions of their own: they may take hours, and their results would outgrow the parent's 256 KiB. */
  #eachTenant(stage: Stage, target: IFunction): DistributedMap {
    const map = new DistributedMap(this, "Each tenant", {
      itemsPath: "$.tenants",
      itemSelector: { "tenant.$": "$$.Map.Item.Value" },
      mapExecutionType: StateMachineType.STANDARD,
      maxConcurrency: stage.tenantsAtOnce,
      // Above it the night counts as failed; below it the failed tenants are in the results, and the alarm of unfinished
      // runs names them.
      toleratedFailurePercentage: 20,
      label: "EachTenant",
      resultWriterV2: new ResultWriterV2({ bucket: this.results, prefix: "nightly" }),
    });
    map.itemProcessor(tenantSteps(this, target));
    return map;
  }
}
