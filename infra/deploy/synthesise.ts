import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildApp } from "../lib/build-app.ts";
import type { Stage } from "../lib/stages.ts";

const root = join(import.meta.dirname, "../..");

/** Where the templates of the last synthesis lie. */
const CDK_OUT = join(root, "infra/cdk.out");

export interface SynthesisedStack {
  readonly stackName: string;
  readonly template: string;
  /** How many of each type, by type. */
  readonly resources: Readonly<Record<string, number>>;
}

/** Bundles the functions, then writes every stack's template. Needs no account, no network and no Docker. */
export async function synthesise(stage: Stage): Promise<readonly SynthesisedStack[]> {
  await promisify(execFile)(process.execPath, [join(root, "scripts/build-lambda.ts")], { cwd: root });
  await rm(CDK_OUT, { recursive: true, force: true });
  const assembly = buildApp(stage, { outdir: CDK_OUT }).app.synth();
  return assembly.stacks.map(({ stackName, templateFile, template }) => ({
    stackName,
    template: join("infra/cdk.out", templateFile),
    resources: countByType((template as { Resources: Record<string, { Type: string }> }).Resources),
  }));
}

function countByType(resources: Readonly<Record<string, { readonly Type: string }>>): Record<string, number> {
  const groups = Object.groupBy(Object.values(resources), ({ Type }) => Type.replace(/^AWS::/, ""));
  return Object.fromEntries(Object.entries(groups).map(([type, found]) => [type, found?.length ?? 0]));
}

/** All resources of a stack. */
export function sizeOf({ resources }: SynthesisedStack): number {
  return Object.values(resources).reduce((sum, count) => sum + count, 0);
}
