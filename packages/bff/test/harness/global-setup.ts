import type { TestProject } from "vitest/node";
import { ensureImage } from "./embedded-image.ts";
import { startServerRun } from "./server-run.ts";

/** What each test file needs to make its own database. */
export type DatabaseTemplate =
  | { readonly engine: "embedded"; readonly image: string }
  | { readonly engine: "postgres"; readonly url: string; readonly template: string; readonly runId: string };

declare module "vitest" {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}

/** Prepares, once per run, what the databases of the test files are copied from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined || url === "") {
    project.provide("databaseTemplate", { engine: "embedded", image: await ensureImage() });
    return async () => {};
  }
  const run = await startServerRun(url);
  project.provide("databaseTemplate", { engine: "postgres", url, template: run.template, runId: run.runId });
  return run.end;
}
