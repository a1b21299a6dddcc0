import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Command, CommandError, ROOT, type Shell, shown } from "../deploy/command.ts";
import { HANDOVER } from "../lib/handover.ts";

/** What an account answers, by the beginning of the command; a function is asked anew each time. */
export type Answers = Readonly<Record<string, unknown>>;

const OUTPUTS = [
  { OutputKey: "ApiUrl", OutputValue: "https://api.test" },
  { OutputKey: "RemoteBucket", OutputValue: "remote-files" },
  { OutputKey: "RemoteDistribution", OutputValue: "E1" },
  { OutputKey: "RemoteUrl", OutputValue: "https://cdn.test" },
];
const OPEN = {
  authorizationStatus: "AUTHORIZED",
  entitlementAvailability: "AVAILABLE",
  regionAvailability: "AVAILABLE",
  agreementAvailability: { status: "AVAILABLE" },
};
const ROUTED = ["us-east-1", "us-east-2", "us-west-2"].map((region) => ({
  modelArn: `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-haiku-5-5`,
}));

/** An account in which nothing is missing, at stage dev. */
const HEALTHY: Answers = {
  "aws sts get-caller-identity": { Account: "111122223333", Arn: "arn:aws:iam::111122223333:user/ops" },
  "aws ssm get-parameters --names /cdk-bootstrap": { Parameters: [{ Value: "21" }] },
  "aws ssm get-parameters --names /trustx": {
    Parameters: Object.values(HANDOVER).map(({ path }) => ({ Name: `/trustx/dev/${path}` })),
  },
  "aws s3api get-bucket-notification-configuration": { EventBridgeConfiguration: {} },
  "aws lambda get-account-settings": { AccountLimit: { UnreservedConcurrentExecutions: 1000 } },
  "aws bedrock get-foundation-model-availability": OPEN,
  "aws bedrock get-inference-profile": { models: ROUTED },
  "aws service-quotas": {
    Quotas: [{ QuotaName: "Cross-region tokens per minute for Anthropic Claude Haiku 5.5", Value: 2_000_000 }],
  },
  "aws rds describe-db-instances": { DBInstances: [{ DBInstanceIdentifier: "trustx", EngineVersion: "17.4" }] },
  "aws cloudformation describe-stacks --query": [["dormant-users-dev-foundation", "UPDATE_COMPLETE"]],
  "aws cloudformation describe-stacks --stack-name": OUTPUTS,
  "aws lambda list-functions": ["dormant-users-dev-migrate"],
  "aws lambda get-alias": { FunctionVersion: "7" },
  "aws lambda update-alias": {},
  "aws lambda invoke": { target: 9, tenants: 3, pending: 0, failed: 0, unfinished: 0 },
};

/** A shell in front of an account that exists in memory: it keeps what it was asked, and fails where it is told to. */
export class AccountInMemory implements Shell {
  readonly commands: string[] = [];
  readonly #answers: Answers;
  readonly #fails: (command: string) => boolean;

  constructor(answers: Answers = {}, fails: (command: string) => boolean = () => false) {
    this.#answers = { ...HEALTHY, ...answers };
    this.#fails = fails;
  }

  async run(command: Command): Promise<void> {
    const text = shown(command);
    this.commands.push(text);
    if (this.#fails(text)) throw new CommandError(command, "told to");
  }

  async read(command: Command): Promise<unknown> {
    await this.run(command);
    const text = shown(command);
    const found = Object.entries(this.#answers).find(([start]) => text.startsWith(start));
    if (found === undefined) throw new CommandError(command, "nobody answers");
    const answer: unknown = typeof found[1] === "function" ? (found[1] as (text: string) => unknown)(text) : found[1];
    if (command.args[1] === "invoke") await putAnswer(command.args.at(-1) ?? "", answer);
    return answer;
  }
}

async function putAnswer(path: string, answer: unknown): Promise<void> {
  await mkdir(dirname(join(ROOT, path)), { recursive: true });
  await writeFile(join(ROOT, path), JSON.stringify(answer));
}
