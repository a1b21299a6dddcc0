import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { beginJourney, carryOut, renderPlan } from "../deploy/carry-out.ts";
import { destructionPlan } from "../deploy/destruction-plan.ts";
import { deploymentPlan } from "../deploy/plan.ts";
import { describeReleases } from "../deploy/remote-files.ts";
import { StoppedError } from "../deploy/step.ts";
import { STAGES } from "../lib/stages.ts";
import { AccountInMemory } from "./account-in-memory.ts";

async function deploy(shell: AccountInMemory) {
  const said: string[] = [];
  const journey = beginJourney({ stage: STAGES.dev, release: "abc123", shell, say: (text) => said.push(text) });
  const outcome = await carryOut(deploymentPlan(STAGES.dev, "abc123"), journey).catch((error: unknown) => error);
  return { error: outcome, said: said.join("\n"), commands: shell.commands };
}

const changes = (commands: readonly string[]) =>
  commands.filter((text) => /^(cdk deploy|aws lambda (invoke|update)|aws s3 |aws cloudfront)/.test(text));

describe("a deployment", () => {
  it("asks, builds, shows, migrates, deploys, tries out, and publishes the remote last", async () => {
    const { error, commands } = await deploy(new AccountInMemory());
    expect(error).toBeUndefined();
    const order = [
      "aws sts get-caller-identity",
      "node infra/bin/synth.ts --stage dev",
      "cdk diff",
      "cdk deploy foundation",
      "cdk deploy migration",
      `aws lambda invoke --function-name dormant-users-dev-migrate:live --payload '{"action":"plan"}'`,
      `aws lambda invoke --function-name dormant-users-dev-migrate:live --payload '{"action":"apply"}'`,
      "cdk deploy application",
      "node scripts/smoke.ts --base-url https://api.test",
      "cdk deploy remote",
      "aws s3 sync packages/ui/dist/remote/assets s3://remote-files/remote/assets",
      "aws s3 cp packages/ui/dist/remote s3://remote-files/releases/abc123/remote",
      "aws s3 cp s3://remote-files/releases/abc123/remote s3://remote-files/remote",
      "aws cloudfront create-invalidation --distribution-id E1",
    ];
    const places = order.map((start) => commands.findIndex((text) => text.startsWith(start)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  it("says everything that is missing, with what to do, and changes nothing", async () => {
    const shell = new AccountInMemory({
      "aws ssm get-parameters --names /trustx": { Parameters: [{ Name: "/trustx/dev/vpc/id" }] },
      "aws s3api get-bucket-notification-configuration": undefined,
      "aws bedrock get-inference-profile": {
        models: [{ modelArn: "arn:aws:bedrock:us-west-1::foundation-model/anthropic.claude-haiku-5-5" }],
      },
    });
    const { error, said, commands } = await deploy(shell);
    expect(error).toBeInstanceOf(StoppedError);
    expect(String(error)).toContain("handover, bucket events, routed regions");
    expect(said).toContain("aws ssm put-parameter --type String --region us-east-1 --name /trustx/dev/auth/audience");
    expect(said).not.toContain("--name /trustx/dev/vpc/id");
    expect(said).toContain("ROUTED_REGIONS");
    expect(changes(commands)).toEqual([]);
  });

  it("goes on where it may not ask about a model, and says so", async () => {
    const { error, said } = await deploy(new AccountInMemory({}, (text) => text.startsWith("aws bedrock")));
    expect(error).toBeUndefined();
    expect(said).toMatch(/warning chat model/);
  });

  it("does not deploy new code over tenants that could not be migrated", async () => {
    const failing = { target: 9, tenants: 3, pending: 1, failed: 1, unfinished: 0 };
    const { error, commands } = await deploy(new AccountInMemory({ "aws lambda invoke": failing }));
    expect(String(error)).toMatch(/1 tenants are not migrated/);
    expect(commands.some((text) => text.startsWith("cdk deploy application"))).toBe(false);
  });

  it("calls the migration again until every tenant is done", async () => {
    let left = 3;
    const answer = () => ({
      target: 9,
      tenants: 3,
      pending: Math.max(0, --left),
      failed: 0,
      unfinished: Math.max(0, left),
    });
    const { error, commands } = await deploy(new AccountInMemory({ "aws lambda invoke": answer }));
    expect(error).toBeUndefined();
    expect(commands.filter((text) => text.includes('"apply"'))).toHaveLength(2);
  });

  it("goes back to the version before where the API does not answer as it should, and publishes nothing", async () => {
    const { error, commands } = await deploy(
      new AccountInMemory({}, (text) => text.startsWith("node scripts/smoke.ts")),
    );
    expect(String(error)).toMatch(/version 7 serves again/);
    const last = commands.at(-1);
    expect(last).toMatch(
      /^aws lambda update-alias --function-name dormant-users-dev-api --name live .*--function-version 7/,
    );
    expect(commands.some((text) => text.startsWith("cdk deploy remote"))).toBe(false);
  });
});

describe("a dry run", () => {
  it("shows every command a deployment runs, with what is not known yet in brackets", async () => {
    const plan = renderPlan(deploymentPlan(STAGES.dev, "abc123"));
    const { commands } = await deploy(new AccountInMemory());
    const known = { "https://api.test": "<ApiUrl>", "remote-files": "<RemoteBucket>", E1: "<RemoteDistribution>" };
    const plain = plan.replaceAll("'", "");
    for (const command of commands) {
      const dry = Object.entries(known).reduce((text, [value, name]) => text.replaceAll(value, name), command);
      expect(plain).toContain(dry.replaceAll("'", ""));
    }
  });

  it("deploys every stack that the stage has", () => {
    const folder = join(inject("synthesis"), "dev");
    const stacks = readdirSync(folder).flatMap((name) => /^(.*)\.template\.json$/.exec(name)?.[1] ?? []);
    expect(stacks.length).toBeGreaterThanOrEqual(4);
    const plan = renderPlan(deploymentPlan(STAGES.dev, "abc123"));
    expect(stacks.filter((stack) => !plan.includes(`cdk deploy ${stack} `))).toEqual([]);
  });
});

describe("the remote's releases", () => {
  it("are uploaded with the file that says which build they are of, and made current with it", async () => {
    const { commands } = await deploy(new AccountInMemory());
    for (const container of ["remote", "standalone"]) {
      const upload = commands.find((text) => text.includes(`s3://remote-files/releases/abc123/${container} `));
      expect(upload).toContain("--include version.json");
      expect(commands.at(-1)).toContain(`/${container}/version.json`);
    }
  });

  it("are listed latest first, with the one that hosts load", () => {
    const lines = describeReleases([
      { key: "releases/aaa/remote/version.json", at: "2026-11-01T10:00:00+00:00", content: "1" },
      { key: "releases/bbb/remote/version.json", at: "2026-11-02T10:00:00+00:00", content: "2" },
      { key: "remote/version.json", at: "2026-11-03T10:00:00+00:00", content: "1" },
    ]);
    expect(lines).toEqual(["2026-11-02T10:00:00+00:00  bbb", "2026-11-01T10:00:00+00:00  aaa  current"]);
  });
});

describe("a removal", () => {
  it("is for the stage that keeps no data, and for no other", () => {
    expect(renderPlan(destructionPlan(STAGES.dev))).toContain("cdk destroy --all");
    for (const stage of [STAGES.stg, STAGES.preprod, STAGES.prod]) {
      expect(() => destructionPlan(stage)).toThrow(StoppedError);
    }
  });

  it("touches no bucket that is not ours", async () => {
    const shell = new AccountInMemory({
      "aws cloudformation describe-stack-resources": ["ours"],
      "aws secretsmanager": {},
    });
    await carryOut(destructionPlan(STAGES.dev), beginJourney({ stage: STAGES.dev, release: "", shell, say: () => {} }));
    const emptied = shell.commands.filter((text) => text.startsWith("aws s3 rm"));
    expect(new Set(emptied)).toEqual(new Set(["aws s3 rm s3://ours --recursive --only-show-errors"]));
  });
});
