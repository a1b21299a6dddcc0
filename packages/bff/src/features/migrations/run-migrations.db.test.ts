import type { TenantId } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { createLogger } from "../../observability/logger.ts";
import type { MigrationRequest } from "./migration-request.ts";
import { readMigrationRequest } from "./migration-request.ts";
import { runMigrations } from "./run-migrations.ts";

const test = useTestDatabase();
const lines: Record<string, unknown>[] = [];
const logger = createLogger({
  level: "info",
  write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
});
let newest: number;
let ahead: TenantId;
let behind: TenantId;
beforeAll(async () => {
  const { admin } = test.database;
  newest = (await admin.listMigrations()).length;
  [ahead, behind] = [await test.createTenant(), await test.createTenant()];
  await admin.migrate({ tenants: [behind], target: newest - 2 });
});

const run = (request: MigrationRequest, mustStop?: () => boolean) =>
  runMigrations({ admin: test.database.admin, logger, ...(mustStop && { mustStop }) }, request);
const versions = async () =>
  Object.fromEntries((await test.database.admin.listTenants()).map(({ tenantId, version }) => [tenantId, version]));

describe("migrations on request", () => {
  it("are told and planned without touching anything", async () => {
    const before = await versions();
    const told = await run({ action: "status" });
    expect(told).toMatchObject({ target: newest, tenants: 2, pending: 1, failed: 0, unfinished: 0 });
    expect(told.report).toEqual([{ tenant: behind, version: newest - 2, steps: [], error: null }]);
    const planned = await run({ action: "plan" });
    expect(planned.report[0]?.steps.map(({ direction, version }) => [direction, version])).toEqual([
      ["up", newest - 1],
      ["up", newest],
    ]);
    expect(await versions()).toEqual(before);
    expect(lines.at(-1)).toMatchObject({ event: "migrations_checked", action: "plan", "migrations.pending": 1 });
  });

  it("are left to the next call where time is up", async () => {
    const report = await run({ action: "apply" }, () => true);
    expect(report).toMatchObject({ pending: 1, unfinished: 1, report: [] });
    expect(await versions()).toMatchObject({ [behind]: newest - 2 });
  });

  it("go up by apply, down by undo, and never the other way", async () => {
    expect(await run({ action: "apply", to: newest - 1 })).toMatchObject({ pending: 0, failed: 0 });
    expect(await versions()).toEqual({ [ahead]: newest, [behind]: newest - 1 });
    expect(await run({ action: "undo", to: newest - 1, tenants: [ahead] })).toMatchObject({ pending: 0, tenants: 1 });
    expect(await versions()).toEqual({ [ahead]: newest - 1, [behind]: newest - 1 });
    expect(await run({ action: "undo", to: newest })).toMatchObject({ pending: 0, report: [] });
    expect(await run({ action: "apply" })).toMatchObject({ pending: 0 });
    expect(await versions()).toEqual({ [ahead]: newest, [behind]: newest });
    expect(lines.at(-1)).toMatchObject({ "migrations.pending": 0 });
  });

  it("know no tenant that is not there", async () => {
    await expect(run({ action: "status", tenants: ["nobody_here" as TenantId] })).rejects.toThrow(/nobody_here/);
  });

  it("that fail on one tenant are reported, and stay pending", async () => {
    const { admin } = test.database;
    await admin.migrate({ target: newest - 1 });
    const broken: typeof admin = {
      ...admin,
      migrate: (options) =>
        options?.tenants?.[0] === ahead
          ? Promise.resolve({
              target: newest,
              tenants: [{ tenantId: ahead, steps: [], error: new Error("no") }],
              failed: 1,
            })
          : admin.migrate(options),
    };
    const report = await runMigrations({ admin: broken, logger }, { action: "apply" });
    expect(report).toMatchObject({ pending: 1, failed: 1 });
    expect(await versions()).toEqual({ [ahead]: newest - 1, [behind]: newest });
    expect(lines.at(-1)).toMatchObject({ level: "error", "migrations.pending": 1, "migrations.failed": 1 });
  });
});

describe("a request for migrations", () => {
  it("of a stack means apply, and nothing when the stack goes", () => {
    expect(readMigrationRequest({ RequestType: "Create", ResourceProperties: {} })).toEqual({
      request: { action: "apply" },
      deploys: true,
    });
    expect(readMigrationRequest({ RequestType: "Delete" }).request).toBe("nothing");
  });

  it.each([{}, { action: "undo" }, { action: "drop" }, { action: "apply", tenant: "acme" }, "apply", null])(
    "that is unclear is refused: %j",
    (event) => {
      expect(() => readMigrationRequest(event)).toThrow();
    },
  );
});
