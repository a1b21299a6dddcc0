import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";

/** One statement of a role, with the reason that docs/IAM_BEDROCK_SETUP.md prints. */
export interface Permission {
  /** Name of the statement; also how a reader finds it from the console. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** What the function does with it. */
  readonly why: string;
  /** Why a resource cannot be named exactly. Needed where one holds a `*`. */
  readonly wildcard?: string;
}

/** @throws Error for a wildcard that nobody gave a reason for; in an action there is none */
export function toStatement(permission: Permission): PolicyStatement {
  const { sid, actions, resources, conditions, wildcard } = permission;
  if (actions.some((action) => action.includes("*"))) throw new Error(`${sid}: an action is named exactly, without *`);
  if (wildcard === undefined && resources.some((resource) => resource.includes("*"))) {
    throw new Error(`${sid}: a resource holds a * without a reason`);
  }
  return new PolicyStatement({
    sid,
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    ...(conditions !== undefined && { conditions: structuredClone(conditions) }),
  });
}
