import type { TenantId } from "@dormant-users/shared-types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { testEngine, useTestDatabase } from "../../../test/harness/test-database.ts";
import { type Database, databaseOver } from "../database.ts";
import { PlatformNotPreparedError, TenantNotFoundError } from "../errors.ts";
import { sqlStateOf } from "../sqlstate.ts";
import { schemaOf } from "../tenant-schema.ts";
import { openPostgres } from "./open-postgres.ts";

const test = useTestDatabase();

/** Runs statements as the server's superuser, one by one. */
async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const lease = await test.connections.admin();
  for (const statement of statements) await lease.client.query(statement);
  lease.giveBack();
}

function urlAs(login: string, database?: string): string {
  const url = new URL(test.url ?? "");
  url.username = login;
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

describe.skipIf(testEngine === "embedded")("logins of a server (the embedded engine has none)", () => {
  let tenantId: TenantId;
  let login: string;
  const opened: Database[] = [];
  beforeAll(async () => {
    tenantId = await test.createTenant();
    login = `login_${tenantId}`;
  });
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await asSuperuser(`drop database if exists ${login} with (force)`);
    await asSuperuser(`drop owned by ${login}`, `drop role ${login}`).catch(() => {});
  });
  const open = (url: string, more: { maxUses?: number } = {}): Database => {
    const database = databaseOver(openPostgres({ kind: "postgres", url, poolSize: 1, ...more }));
    opened.push(database);
    return database;
  };

  it("a login without any power serves tenants and reads nothing by itself", async () => {
    await asSuperuser(`create role ${login} login`, `grant dormant_app to ${login} with inherit false, set true`);
    const connections = openPostgres({ kind: "postgres", url: urlAs(login), poolSize: 1 });
    const database = databaseOver(connections);
    opened.push(database);
    const who = rawSql("select current_user as role, session_user as login");
    expect(await database.withTenant(tenantId, (tx) => tx.get(who))).toEqual({ role: schemaOf(tenantId), login });
    expect(await database.readOne(tenantId, who)).toEqual({ role: schemaOf(tenantId), login });
    const lease = await connections.tenant();
    const standing = await lease.client.query("select current_user as role");
    expect(standing.rows).toEqual([{ role: login }]);
    for (const forbidden of [`select from ${schemaOf(tenantId)}.tenant_settings`, "set role dormant_owner"]) {
      expect(await lease.client.query(forbidden).catch(sqlStateOf)).toBe("42501");
    }
    lease.giveBack();
  });

  it("a login that may not administrate is told so, and what to do", async () => {
    const database = open(urlAs(login));
    await expect(database.admin.createTenant(test.uniqueTenantId())).rejects.toBeInstanceOf(PlatformNotPreparedError);
    await expect(database.admin.listTenants()).rejects.toThrow(/DATABASE_ADMIN_URL/);
  });

  it("an administrator who is no superuser prepares a database and makes tenants in it", async () => {
    await asSuperuser(
      `alter role ${login} createrole`,
      `grant dormant_owner to ${login} with inherit false, set true`,
      `create database ${login} owner ${login}`,
    );
    const superuser = open(urlAs("postgres", login));
    await expect(superuser.withTenant(tenantId, async () => 1)).rejects.toThrow(/run "dormant migrate"/);
    const lease = await openAdmin(urlAs("postgres", login));
    await lease.query("create extension vector");
    await lease.end();
    const database = open(urlAs(login, login));
    await database.admin.preparePlatform();
    const own = test.uniqueTenantId();
    await database.admin.createTenant(own);
    expect(await database.readOne(own, rawSql("select current_user as role"))).toEqual({ role: schemaOf(own) });
    await database.admin.dropTenant(own);
  });

  it("an address's own options stay beside ours", async () => {
    const url = new URL(test.url ?? "");
    url.searchParams.set("options", "-c work_mem=7MB");
    const shown = rawSql("select current_setting('work_mem') as memory, current_setting('search_path') as path");
    expect(await open(url.href).readOne(tenantId, shown)).toEqual({ memory: "7MB", path: "public" });
  });

  it("a connection is replaced after its uses: prepared statements of many tenants fill its memory", async () => {
    const database = open(test.url ?? "", { maxUses: 2 });
    const pid = rawSql<{ pid: number }>("select pg_backend_pid() as pid");
    const pids = [];
    for (let use = 0; use < 4; use += 1) pids.push((await database.readOne(tenantId, pid))?.pid);
    expect(pids[0]).toBe(pids[1]);
    expect(pids[2]).toBe(pids[3]);
    expect(pids[0]).not.toBe(pids[2]);
  });

  it("a server that is not there is unwell, and a query says that the connection is lost", async () => {
    const database = open("postgres://nobody@127.0.0.1:1/nothing");
    expect(await database.health()).toMatchObject({ ok: false });
    await expect(database.withTenant(tenantId, async () => 1)).rejects.toMatchObject({ kind: "connection_lost" });
    await expect(database.admin.listTenants()).rejects.toMatchObject({ kind: "connection_lost" });
  });

  it("an unknown tenant is not found whether or not the login has met it before", async () => {
    const unknown = test.uniqueTenantId();
    const database = open(test.url ?? "");
    for (const _ of [1, 2]) {
      await expect(database.read(unknown, rawSql("select 1"))).rejects.toBeInstanceOf(TenantNotFoundError);
    }
  });
});

async function openAdmin(url: string) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
