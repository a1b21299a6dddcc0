import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { buildApp } from "../lib/build-app.ts";
import { STAGE_NAMES, STAGES } from "../lib/stages.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder with the bundles as `lambda/<function>`, and each stage's templates as `<stage>`. */
    synthesis: string;
  }
}

/** Bundles the functions and synthesises every stage, once for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "infra-synthesis-"));
  const bundles = join(folder, "lambda");
  const script = join(import.meta.dirname, "../../scripts/build-lambda.ts");
  await promisify(execFile)(process.execPath, [script, bundles]);
  for (const name of STAGE_NAMES) buildApp(STAGES[name], { bundles, outdir: join(folder, name) }).app.synth();
  project.provide("synthesis", folder);
  return () => rm(folder, { recursive: true });
}
