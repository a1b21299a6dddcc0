import { Aws } from "aws-cdk-lib";
import type { FunctionName, Stage } from "./stages.ts";

const PRODUCT = "dormant-users";

/** The alias that everybody calls; which version it names is what a deployment changes. */
export const LIVE = "live";

/** What people search for in the console, in logs and on bills: `dormant-users-<stage>-<part>`. */
export function nameOf(stage: Stage, part: string): string {
  return `${PRODUCT}-${stage.name}-${part}`;
}

export function functionNameOf(stage: Stage, name: FunctionName): string {
  return nameOf(stage, name);
}

/** A function's log group; AWS's own naming, so that the console finds it from the function. */
export function logGroupNameOf(stage: Stage, name: FunctionName): string {
  return `/aws/lambda/${functionNameOf(stage, name)}`;
}

const QUEUES = {
  arrivals: "object-arrivals",
  arrivalsDead: "object-arrivals-dead",
  scheduleDead: "schedule-dead",
} as const;

export function queueNameOf(stage: Stage, queue: keyof typeof QUEUES): string {
  return nameOf(stage, QUEUES[queue]);
}

/** Where exports wait that are too long for one answer; bucket names are shared by all accounts. */
export function exportsBucketNameOf(stage: Stage): string {
  return `${nameOf(stage, "exports")}-${Aws.ACCOUNT_ID}`;
}

/** The keys that erased users are remembered by. */
export function erasureSecretNameOf(stage: Stage): string {
  return nameOf(stage, "erasure-keys");
}

/** The bus that decisions are published on. */
export function eventBusNameOf(stage: Stage): string {
  return nameOf(stage, "decisions");
}

export type StackPart = "foundation" | "migration" | "application" | "observability" | "remote";

export function stackNameOf(stage: Stage, part: StackPart): string {
  return nameOf(stage, part);
}

/** Where the values of TrustX's own resources are found: one parameter of the Parameter Store for each. */
export function handoverParameterOf(stage: Stage, path: string): string {
  return `/trustx/${stage.name}/${path}`;
}
