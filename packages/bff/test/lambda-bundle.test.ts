import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpApiEvent } from "./lambda-events.ts";

const run = promisify(execFile);
const script = join(import.meta.dirname, "../../../scripts/build-lambda.ts");
const environment = {
  AWS_LAMBDA_FUNCTION_NAME: "api",
  DATABASE_URL: "postgres://app:hunter2@127.0.0.1:1/none",
  DORMANT_JWT_ISSUER: "https://id.example/",
  DORMANT_JWT_AUDIENCE: "dormant-users",
  DORMANT_JWT_JWKS_URL: "https://id.example/jwks",
};

let out: string;
let bundle: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "lambda-bundle-"));
  await run(process.execPath, [script, out]);
  bundle = join(out, "api/index.mjs");
});
afterAll(() => rm(out, { recursive: true }));

/** Runs the bundle in a process of its own, in an empty folder, as Lambda would. */
async function invoke(event: object, env: Record<string, string> = environment) {
  const code = `const { handler } = await import(${JSON.stringify(bundle)});
    console.log(JSON.stringify(await handler(${JSON.stringify(event)}, {})));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { cwd: out, env });
  return JSON.parse(stdout) as { statusCode: number; body: string };
}

describe("the Lambda bundle", () => {
  it("answers by itself, without node_modules", async () => {
    expect(await invoke(httpApiEvent())).toMatchObject({ statusCode: 200 });
  });

  it("says it is not ready where its database cannot be reached, and not where that is", async () => {
    const { statusCode, body } = await invoke(httpApiEvent({ path: "/readyz" }));
    expect(statusCode).toBe(503);
    expect(body).not.toMatch(/127\.0\.0\.1|hunter2|ECONN/);
  });

  it("has no documentation page and no development sign-in", async () => {
    expect(await invoke(httpApiEvent({ path: "/docs" }))).toMatchObject({ statusCode: 404 });
    expect(await invoke(httpApiEvent({ path: "/dev/tenants" }))).toMatchObject({ statusCode: 404 });
  });

  it("does not start without what production needs, and says what that is", async () => {
    await expect(invoke(httpApiEvent(), { AWS_LAMBDA_FUNCTION_NAME: "api" })).rejects.toThrow(
      /DATABASE_URL: is not set/,
    );
  });

  it("stays small enough for a quick cold start", async () => {
    const { startup_bytes } = JSON.parse(await readFile(join(out, "api/sizes.json"), "utf8")) as {
      startup_bytes: number;
    };
    expect(startup_bytes).toBeGreaterThan(100_000);
    expect(startup_bytes).toBeLessThan(700_000);
  });
});
