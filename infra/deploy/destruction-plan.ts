import { LOGINS } from "../lib/constructs/database-access.ts";
import { erasureSecretNameOf, nameOf, type StackPart, stackNameOf } from "../lib/names.ts";
import type { Stage } from "../lib/stages.ts";
import { aws, type Command, cdk, node } from "./command.ts";
import { type Step, StoppedError } from "./step.ts";

/**
 * Everything of ours in a stage, last things first. TrustX's resources, and the tenants' tables in its database, stay.
 *
 * @throws {StoppedError} for a stage that keeps its data
 */
export function destructionPlan(stage: Stage): readonly Step[] {
  if (stage.keepData) {
    throw new StoppedError(
      `${stage.name} keeps its data (infra/lib/stages.ts): its stacks are not removed by a command.`,
    );
  }
  const logins = Object.keys(LOGINS).map((login) => nameOf(stage, `database-${login}`));
  const secrets = [...logins, erasureSecretNameOf(stage)];
  return [
    {
      title: "Empty our buckets",
      why: "CloudFormation deletes no bucket that holds files. The integrations bucket is TrustX's and is not touched",
      commands: () => PARTS.flatMap((part) => [bucketsOf(stage, part), empty(`<buckets of ${part}>`)]),
      async carryOut({ shell }) {
        for (const part of PARTS) {
          const buckets = (await shell.read(bucketsOf(stage, part))) as readonly string[];
          for (const bucket of buckets) await shell.run(empty(bucket));
        }
      },
    },
    {
      title: "Remove the stacks",
      why: "the tenants' schemas stay in TrustX's database; `dormant tenant drop` removes one",
      commands: () => [node("infra/bin/synth.ts", "--stage", stage.name), cdk("destroy", "--all", "--force")],
    },
    {
      title: "Let go of the names of the secrets",
      why: "a deleted secret keeps its name for thirty days, and the next deployment would not get it",
      commands: () => secrets.map((secret) => forget(stage, secret)),
    },
  ];
}

const PARTS = ["foundation", "application", "remote"] as const;

function bucketsOf(stage: Stage, part: StackPart): Command {
  return aws(
    ...["cloudformation", "describe-stack-resources", "--stack-name", stackNameOf(stage, part), "--query"],
    "StackResources[?ResourceType=='AWS::S3::Bucket'].PhysicalResourceId",
    ...["--region", stage.region, "--output", "json"],
  );
}

function empty(bucket: string): Command {
  return aws("s3", "rm", `s3://${bucket}`, "--recursive", "--only-show-errors");
}

function forget({ region }: Stage, secret: string): Command {
  return aws(
    ...["secretsmanager", "delete-secret", "--secret-id", secret, "--force-delete-without-recovery"],
    ...["--region", region, "--output", "json"],
  );
}
