import { HANDOVER } from "../lib/handover.ts";
import { handoverParameterOf } from "../lib/names.ts";
import { type Check, failed, ok, warning } from "./check.ts";
import { aws } from "./command.ts";

const BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version";
const UNRESERVED = 100;

const identity: Check = {
  name: "account",
  why: "everything that follows happens in this account",
  command: () => aws("sts", "get-caller-identity", "--output", "json"),
  judge(answer) {
    const { Account, Arn } = answer as { Account: string; Arn: string };
    return ok(`${Account}, as ${Arn}`);
  },
  unanswered: "failed",
};

const bootstrap: Check = {
  name: "bootstrap",
  why: "CDK puts templates and bundles into a bucket of its own before it deploys",
  command: ({ region }) => aws("ssm", "get-parameters", "--names", BOOTSTRAP, "--region", region, "--output", "json"),
  judge(answer, { region }) {
    const [found] = (answer as { Parameters: { Value: string }[] }).Parameters;
    if (found === undefined)
      return failed("the account is not bootstrapped", `cdk bootstrap aws://<account>/${region}`);
    return ok(`version ${found.Value}`);
  },
  unanswered: "failed",
};

const handover: Check = {
  name: "handover",
  why: "CloudFormation reads the ids of TrustX's resources from these parameters",
  command: (stage) => {
    const names = Object.values(HANDOVER).map(({ path }) => handoverParameterOf(stage, path));
    return aws("ssm", "get-parameters", "--names", ...names, "--region", stage.region, "--output", "json");
  },
  judge(answer, stage) {
    const found = new Set((answer as { Parameters: { Name: string }[] }).Parameters.map(({ Name }) => Name));
    const missing = Object.values(HANDOVER).filter(({ path }) => !found.has(handoverParameterOf(stage, path)));
    if (missing.length === 0) return ok(`${found.size} parameters`);
    const puts = missing.map(
      ({ path, example, meaning }) =>
        `aws ssm put-parameter --type String --region ${stage.region} --name ${handoverParameterOf(stage, path)} --value ${example}   # ${meaning}`,
    );
    return failed(`${missing.length} are missing`, ["TrustX hands over:", ...puts].join("\n    "));
  },
  unanswered: "failed",
};

const bucketEvents: Check = {
  name: "bucket events",
  why: "without them no new object starts anything",
  command: ({ integrationsBucket }) =>
    aws("s3api", "get-bucket-notification-configuration", "--bucket", integrationsBucket, "--output", "json"),
  judge(answer, { integrationsBucket }) {
    if (answer !== undefined && "EventBridgeConfiguration" in (answer as object))
      return ok(`${integrationsBucket} tells EventBridge`);
    return failed(
      `${integrationsBucket} does not tell EventBridge of new objects`,
      "Its owner switches it on: S3 console, the bucket, Properties, Amazon EventBridge (a stack of ours would overwrite other notifications)",
    );
  },
  unanswered: "warning",
};

const concurrency: Check = {
  name: "concurrency",
  why: "Lambda keeps 100 of the account's concurrent executions for functions without a reservation",
  command: ({ region }) => aws("lambda", "get-account-settings", "--region", region, "--output", "json"),
  judge(answer, { functions }) {
    const { AccountLimit } = answer as { AccountLimit: { UnreservedConcurrentExecutions: number } };
    const needed = Object.values(functions).reduce((sum, { reservedConcurrency }) => sum + reservedConcurrency, 0);
    const free = AccountLimit.UnreservedConcurrentExecutions - UNRESERVED;
    if (free >= needed) return ok(`${free} free, ${needed} needed`);
    // A stage that stands already has its own share reserved, and needs no second one.
    return warning(
      `${free} free, ${needed} needed by a first deployment`,
      "Service Quotas, AWS Lambda, Concurrent executions: ask for more, or lower reservedConcurrency in infra/lib/stages.ts",
    );
  },
  unanswered: "warning",
};

/** What the account must have; models and stacks have files of their own. */
export const ACCOUNT_CHECKS: readonly Check[] = [identity, bootstrap, handover, bucketEvents, concurrency];
