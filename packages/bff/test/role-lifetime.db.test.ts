import type { TenantId } from "@dormant-users/shared-types";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { withAdmin, withAdminSession } from "../src/db/admin-transaction.ts";
import { TenantNotFoundError } from "../src/db/errors.ts";
import { POOL_ROLE } from "../src/db/roles.ts";
import { schemaOf } from "../src/db/tenant-schema.ts";
import { rawSql } from "./harness/raw-sql.ts";
import { testEngine, useTestDatabase } from "./harness/test-database.ts";

const onServer = testEngine === "postgres";

// One connection: whoever comes next meets exactly what the one before left behind.
const test = useTestDatabase({ poolSize: 1, statementTimeoutMs: 12_345 });

let tenantId: TenantId;
let other: TenantId;
beforeAll(async () => {
  tenantId = await test.createTenant();
  other = await test.createTenant();
});

const STANDING = `select current_user as role, current_setting('statement_timeout') as timeout,
  current_setting('transaction_read_only') as read_only, current_setting('search_path') as path,
  current_setting('timezone') as zone`;

async function standing(): Promise<unknown> {
  const lease = await test.connections.tenant();
  const { rows } = await lease.client.query(STANDING);
  lease.giveBack();
  return rows[0];
}

/** After every test, however its transaction ended, the next borrower must stand where the first one stood. */
afterEach(async () => {
  expect(await standing()).toEqual({ role: POOL_ROLE, timeout: "0", read_only: "off", path: "public", zone: "UTC" });
  const who = await test.database.readOne(other, rawSql("select current_user as role"));
  expect(who).toEqual({ role: schemaOf(other) });
});

const run = (sql: string, id = tenantId) => test.database.withTenant(id, (tx) => tx.list(rawSql(sql)));
const read = (sql: string, id = tenantId) => test.database.read(id, rawSql(sql));

describe("a role and a setting end with their transaction", () => {
  it("that succeeds", async () => {
    expect(await run(STANDING)).toMatchObject([{ role: schemaOf(tenantId), timeout: "12345ms" }]);
    expect(await read(STANDING)).toMatchObject([{ role: schemaOf(tenantId), timeout: "12345ms", read_only: "on" }]);
  });

  it("whose statement fails", async () => {
    await expect(run("select 1 / 0")).rejects.toThrow();
    await expect(read("select 1 / 0")).rejects.toThrow();
  });

  it("whose statement cannot be parsed", async () => {
    await expect(run("selec")).rejects.toThrow();
    await expect(read("selec")).rejects.toThrow();
  });

  it("whose caller throws", async () => {
    const thrown = test.database.withTenant(tenantId, async () => {
      throw new Error("no more");
    });
    await expect(thrown).rejects.toThrow("no more");
  });

  it("of a tenant that is not there", async () => {
    const unknown = test.uniqueTenantId();
    await expect(run("select 1", unknown)).rejects.toBeInstanceOf(TenantNotFoundError);
    await expect(read("select 1", unknown)).rejects.toBeInstanceOf(TenantNotFoundError);
  });

  it.skipIf(!onServer)("that runs into its time limit (the embedded engine has none)", async () => {
    const slow = rawSql("select pg_sleep(30)");
    const limited = test.database.withTenant(tenantId, (tx) => tx.list(slow), { statementTimeoutMs: 40 });
    await expect(limited).rejects.toMatchObject({ kind: "statement_timeout" });
  });

  it.skipIf(!onServer)("whose connection is cut (the embedded engine has none to cut)", async () => {
    const cut = test.database.withTenant(tenantId, async (tx) => {
      const { pid } = await tx.get(rawSql<{ pid: number }>("select pg_backend_pid() as pid"));
      await withAdmin(test.connections, (client) =>
        client.query("set local role none; select pg_terminate_backend($1)".replace("$1", String(pid))),
      );
      await tx.list(rawSql("select 1"));
    });
    await expect(cut).rejects.toMatchObject({ kind: "connection_lost", retryable: true });
  });

  it.each([
    ["set role", (id: TenantId) => `set role ${schemaOf(id)}`],
    ["set_config of the role", (id: TenantId) => `select set_config('role', '${schemaOf(id)}', false)`],
    ["set session characteristics", () => "set session characteristics as transaction read only"],
    ["a search path", (id: TenantId) => `set search_path = ${schemaOf(id)}`],
    ["a time limit", () => "set statement_timeout = 1"],
    ["a time zone", () => "set timezone = 'Asia/Tokyo'"],
  ])("although it tried to leave one behind: %s", async (_, sql) => {
    await run(sql(other));
  });

  it("although it tried to leave one behind in a read", async () => {
    await read(`select set_config('role', '${schemaOf(other)}', false)`);
  });

  it.each(["commit", "rollback"])("although it said %s itself", async (word) => {
    const outcome = await run(word).catch((error: unknown) => error);
    expect(outcome).toBeDefined();
    await read(word).catch(() => {});
  });

  it("after administration, inside a transaction and outside one", async () => {
    await withAdmin(test.connections, (client) => client.query("select 1"));
    await expect(withAdmin(test.connections, (client) => client.query("select 1 / 0"))).rejects.toThrow();
    await test.database.admin.analyze(tenantId);
    await expect(withAdminSession(test.connections, (client) => client.query("select 1 / 0"))).rejects.toThrow();
  });
});

describe("what a transaction leaves in its session", () => {
  it("cannot be read by the next tenant: a temporary table", async () => {
    await run("create temporary table left_behind as select 'secret' as value");
    await expect(run("select value from pg_temp.left_behind", other)).rejects.toMatchObject({
      kind: "permission_denied",
    });
    await run("drop table pg_temp.left_behind");
  });

  it("does not work with its rights in another's hands: a prepared statement", async () => {
    await run("prepare left_behind as select * from $schema.tenant_settings");
    await expect(run("execute left_behind", other)).rejects.toMatchObject({ kind: "permission_denied" });
    await run("deallocate left_behind");
  });
});
