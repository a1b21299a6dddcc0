import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Match, Template } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildApp } from "../lib/build-app.ts";
import { STAGES } from "../lib/stages.ts";

let bundles: string;
let template: Template;
beforeAll(async () => {
  bundles = await mkdtemp(join(tmpdir(), "infra-bundles-"));
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "../../scripts/build-lambda.ts"), bundles]);
  template = Template.fromStack(buildApp(STAGES.dev, { bundles, outdir: join(bundles, "cdk.out") }).application);
}, 120_000);
afterAll(() => rm(bundles, { recursive: true }));

it("runs every function on Lambda's current Node for arm64, in the VPC, with a limit of its own", () => {
  template.allResourcesProperties("AWS::Lambda::Function", {
    Runtime: "nodejs24.x",
    Architectures: ["arm64"],
    VpcConfig: Match.anyValue(),
    ReservedConcurrentExecutions: Match.anyValue(),
  });
  expect(Object.keys(template.findResources("AWS::Lambda::Function")).length).toBeGreaterThan(0);
});
