import { Duration, TimeZone } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

interface NightlyRetentionProps {
  readonly stage: Stage;
  readonly target: IFunction;
  readonly deadLetters: Queue;
}

/** Deletes, each day, what tenants' settings no longer keep; two hours after the analysis, which reads what goes. */
export class NightlyRetention extends Construct {
  constructor(scope: Construct, id: string, { stage, target, deadLetters }: NightlyRetentionProps) {
    super(scope, id);
    const { hour, minute, timeZone } = stage.nightlyRun;
    new Schedule(this, "Schedule", {
      scheduleName: nameOf(stage, "retention"),
      description: "Deletes what is no longer kept",
      schedule: ScheduleExpression.cron({
        hour: `${(hour + 2) % 24}`,
        minute: `${minute}`,
        timeZone: TimeZone.of(timeZone),
      }),
      target: new LambdaInvoke(target, {
        deadLetterQueue: deadLetters,
        retryAttempts: 3,
        maxEventAge: Duration.hours(6),
      }),
    });
  }
}
