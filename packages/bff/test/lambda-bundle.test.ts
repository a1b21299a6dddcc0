import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpApiEvent, objectCreated } from "./lambda-events.ts";

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
    expect(startup_bytes).toBeLessThan(800_000);
    const files = await readdir(join(out, "api"), { recursive: true, withFileTypes: true });
    const code = files.filter(({ name }) => name.endsWith(".mjs"));
    const sizes = await Promise.all(
      code.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1.5 * 1024 * 1024);
  });
});

describe("the bundles of the other functions, called as AWS calls them", () => {
  const record = (messageId: string, body: unknown) => ({
    messageId,
    receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
    body: JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1795327200000",
      SenderId: "AIDAIENQZJOLO23YVJ4VO",
      ApproximateFirstReceiveTimestamp: "1795327200001",
    },
    messageAttributes: {},
    md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:111122223333:dormant-users-dev-object-arrivals",
    awsRegion: "us-east-1",
  });

  /** What the handler answers or throws, in a process of its own. */
  async function call(name: string, event: unknown): Promise<{ answer?: unknown; error?: string }> {
    const code = `const { handler } = await import(${JSON.stringify(join(out, name, "index.mjs"))});
      const context = { awsRequestId: "8f5077b3", getRemainingTimeInMillis: () => 60_000 };
      const said = await handler(${JSON.stringify(event)}, context).then((answer) => ({ answer }), (error) => ({ error: error.name }));
      process.stdout.write("\\n" + JSON.stringify(said), () => process.exit(0));`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { cwd: out, env: environment });
    return JSON.parse(stdout.split("\n").at(-1) ?? "") as { answer?: unknown; error?: string };
  }

  it("a batch of the queue: what can never be taken in is done, what may succeed later comes again", async () => {
    const Records = [
      record("none of ours", objectCreated("assurex-integrations-dev", "tenant_acme/okta/eu/users/u.json")),
      record("no event", { hello: "world" }),
    ];
    expect(await call("generate-user-embeddings", { Records })).toEqual({ answer: { batchItemFailures: [] } });
  });

  it("steps, schedules and requests that cannot reach the database fail, so that their callers try again", async () => {
    const step = { step: "detect", tenant: "acme" };
    expect(await call("detect-dormant-users", step)).toEqual({ error: "DatabaseError" });
    expect(await call("retention", {})).toEqual({ error: "DatabaseError" });
    expect(await call("migrate", { action: "status" })).toEqual({ error: "DatabaseError" });
  });

  it("an event that is none of theirs is refused before anything is asked", async () => {
    expect(await call("detect-dormant-users", { step: "dance" })).toEqual({ error: "ZodError" });
    expect(await call("migrate", { action: "drop" })).toEqual({ error: "ZodError" });
  });
});
