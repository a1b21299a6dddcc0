import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testEngine, useTestDatabase } from "./harness/test-database.ts";

const run = promisify(execFile);
const script = join(import.meta.dirname, "../../../scripts/build-lambda.ts");
const test = useTestDatabase();
let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "migrate-function-"));
  await run(process.execPath, [script, out]);
});
afterAll(() => rm(out, { recursive: true }));

/** Calls the bundle in a process of its own, in an empty folder, as Lambda would. */
async function invoke(event: unknown, databaseUrl: string): Promise<unknown> {
  const code = `const { handler } = await import(${JSON.stringify(join(out, "migrate/index.mjs"))});
    const context = { awsRequestId: "c6af9ac6", getRemainingTimeInMillis: () => 900000 };
    console.log(JSON.stringify(await handler(${JSON.stringify(event)}, context)));
    process.exit();`;
  const env = {
    AWS_LAMBDA_FUNCTION_NAME: "migrate",
    DATABASE_URL: databaseUrl,
    DORMANT_JWT_ISSUER: "https://id.example/",
    DORMANT_JWT_AUDIENCE: "dormant-users",
    DORMANT_JWT_JWKS_URL: "https://id.example/jwks",
  };
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { cwd: out, env });
  return JSON.parse(stdout);
}

describe("the migration function's bundle", () => {
  it("says that the database cannot be reached, and nothing of the login", async () => {
    const failed = await invoke({ action: "status" }, "postgres://app:hunter2@127.0.0.1:1/none").catch(
      ({ stderr }: { stderr: string }) => stderr,
    );
    expect(failed).toMatch(/ECONNREFUSED|connection_lost/);
    expect(failed).not.toContain("hunter2");
  });

  it.runIf(testEngine === "postgres")(
    "brings tenants to the release it carries, and a stack's deployment with it (needs a server: TEST_DATABASE_URL)",
    async () => {
      const url = test.url ?? "";
      const newest = (await test.database.admin.listMigrations()).length;
      const tenant = await test.createTenant();
      await test.database.admin.migrate({ target: newest - 1 });
      expect(await invoke({ action: "status" }, url)).toMatchObject({ target: newest, pending: 1, failed: 0 });
      expect(await invoke({ action: "apply" }, url)).toMatchObject({
        pending: 0,
        report: [{ tenant, version: newest - 1, steps: [{ direction: "up", version: newest }], error: null }],
      });
      expect(await invoke({ RequestType: "Update", ResourceProperties: {} }, url)).toMatchObject({
        Data: { target: newest, tenants: 1 },
      });
      expect(await invoke({ action: "undo", to: newest - 1 }, url)).toMatchObject({ pending: 0, failed: 0 });
      expect(await test.database.admin.listTenants()).toMatchObject([{ tenantId: tenant, version: newest - 1 }]);
    },
  );
});
