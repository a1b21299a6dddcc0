import { Duration } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { type Chain, Choice, Condition, JitterType, TaskInput, Wait, WaitTime } from "aws-cdk-lib/aws-stepfunctions";
import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
import type { Construct } from "constructs";

/** Told by name in shared-types (`AnalysisStep`). */
type Step = "list-tenants" | "detect" | "embed" | "analyze" | "store";

/** One call of the analysing function. Steps may be repeated, so whatever goes wrong is tried again before it counts. */
export function stepTask(scope: Construct, name: string, step: Step, target: IFunction): LambdaInvoke {
  const ofRun = { tenant: "$.tenant", run_id: "$.run_id" };
  const paths = step === "list-tenants" ? {} : step === "detect" ? { tenant: "$.tenant" } : ofRun;
  const payload = Object.fromEntries(Object.entries(paths).map(([key, path]) => [`${key}.$`, path]));
  const task = new LambdaInvoke(scope, name, {
    lambdaFunction: target,
    payload: TaskInput.fromObject({ step, ...payload }),
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
  });
  // Another process is at the same tenant, or every sandbox is taken: both pass with time.
  task.addRetry({
    errors: ["RunBusyError", "Lambda.TooManyRequestsException"],
    interval: Duration.seconds(60),
    maxAttempts: 10,
    backoffRate: 1.5,
    maxDelay: Duration.minutes(10),
    jitterStrategy: JitterType.FULL,
  });
  task.addRetry({
    errors: ["States.ALL"],
    interval: Duration.seconds(5),
    maxAttempts: 3,
    backoffRate: 3,
    jitterStrategy: JitterType.FULL,
  });
  return task;
}

/** Detect → Embed → Analyze → Store for one tenant. Embed and Analyze are asked again until they say that they are done. */
export function tenantSteps(scope: Construct, target: IFunction): Chain {
  const store = stepTask(scope, "Store", "store", target);
  const analyze = untilDone(scope, "Analyze", "analyze", target, store);
  const embed = untilDone(scope, "Embed", "embed", target, analyze);
  return stepTask(scope, "Detect", "detect", target).next(embed);
}

function untilDone(scope: Construct, name: string, step: Step, target: IFunction, next: LambdaInvoke): LambdaInvoke {
  const task = stepTask(scope, name, step, target);
  const pause = new Wait(scope, `${name} goes on`, { time: WaitTime.duration(Duration.seconds(5)) }).next(task);
  const isDone = Condition.booleanEquals("$.done", true);
  task.next(new Choice(scope, `${name} done?`).when(isDone, next).otherwise(pause));
  return task;
}
