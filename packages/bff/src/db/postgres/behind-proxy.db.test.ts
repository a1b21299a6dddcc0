import type { TenantId } from "@dormant-users/shared-types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ProxyWithoutOptions, startProxyWithoutOptions } from "../../../test/harness/proxy-without-options.ts";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { testEngine, useTestDatabase } from "../../../test/harness/test-database.ts";
import { type Database, databaseOver } from "../database.ts";
import { PlatformNotPreparedError } from "../errors.ts";
import { schemaOf } from "../tenant-schema.ts";
import { openPostgres, type PostgresConfig } from "./open-postgres.ts";

const test = useTestDatabase();

const SESSION = `
  select current_setting('timezone') as timezone, current_setting('datestyle') as datestyle,
         current_setting('search_path') as search_path`;
const OURS = { timezone: "UTC", datestyle: "ISO, MDY", search_path: "public" };

describe.skipIf(testEngine === "embedded")("behind a proxy that takes no settings at the start (servers alone)", () => {
  let proxy: ProxyWithoutOptions;
  let tenantId: TenantId;
  let login: string;
  const opened: Database[] = [];
  const urlAs = (user: string): string => {
    const url = new URL(test.url ?? "");
    Object.assign(url, { username: user, host: `127.0.0.1:${proxy.port}` });
    url.searchParams.set("sslmode", "disable");
    return url.href;
  };
  const connect = (more: Partial<PostgresConfig> = {}, user = login) => {
    const password = async () => "static";
    const connections = openPostgres({ kind: "postgres", url: urlAs(user), poolSize: 1, password, ...more });
    const database = databaseOver(connections);
    opened.push(database);
    return { connections, database };
  };
  const asAdmin = async (...statements: readonly string[]) => {
    const lease = await test.connections.admin();
    for (const statement of statements) await lease.client.query(statement);
    lease.giveBack();
  };

  beforeAll(async () => {
    const { hostname, port } = new URL(test.url ?? "");
    proxy = await startProxyWithoutOptions({ host: hostname, port: Number(port) });
    tenantId = await test.createTenant();
    login = `proxied_${tenantId}`;
    await asAdmin(
      `create role ${login} login`,
      `alter role ${login} set timezone to 'Pacific/Auckland'`,
      `alter role ${login} set search_path to ${schemaOf(tenantId)}`,
      `grant dormant_app to ${login} with inherit false, set true`,
    );
  });
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await proxy.close();
    await asAdmin(`drop owned by ${login}`, `drop role ${login}`);
  });

  it("a session with settings at its start is refused: the trap is real", async () => {
    const { database } = connect();
    await expect(database.read(tenantId, rawSql("select 1"))).rejects.toThrow();
    expect((await database.health()).ok).toBe(false);
  });

  it("statements set the session, and it stands so again after reads, transactions and failures", async () => {
    const { connections, database } = connect({ settings: "by_statement" });
    const who = rawSql("select current_user as role");
    const standing = async () => {
      const lease = await connections.tenant();
      const { rows } = await lease.client.query(`${SESSION}, current_user as role`);
      lease.giveBack();
      return rows;
    };
    expect(await standing()).toEqual([{ ...OURS, role: login }]);
    expect(await database.readOne(tenantId, who)).toEqual({ role: schemaOf(tenantId) });
    expect(await database.withTenant(tenantId, (tx) => tx.get(who))).toEqual({ role: schemaOf(tenantId) });
    expect(await database.withTenant(tenantId, (tx) => tx.get(rawSql(SESSION)))).toMatchObject({ timezone: "UTC" });
    const fails = database.withTenant(tenantId, (tx) => tx.get(rawSql("set timezone to 'Asia/Tokyo'; select 1/0")));
    await expect(fails).rejects.toThrow();
    expect(await standing()).toEqual([{ ...OURS, role: login }]);
  });

  it("a login without power can tell which tenants there are", async () => {
    const { database } = connect({ settings: "by_statement" });
    expect(await database.listTenantIds()).toContain(tenantId);
  });

  it("administration goes through it as well", async () => {
    const { database } = connect({ settings: "by_statement", adminUrl: urlAs("postgres") });
    expect((await database.admin.listTenants()).map((tenant) => tenant.tenantId)).toContain(tenantId);
  });

  it("a password is asked for with every connection, by either login", async () => {
    let made = 0;
    const password = async () => `token ${++made} of the application`;
    const adminPassword = async () => `token ${++made} of the administration`;
    const access = {
      settings: "by_statement",
      password,
      adminPassword,
      adminUrl: urlAs("postgres"),
      maxUses: 1,
    } as const;
    const { database } = connect(access);
    const before = proxy.passwords.length;
    await database.read(tenantId, rawSql("select 1"));
    await database.read(tenantId, rawSql("select 1"));
    await database.admin.listTenants();
    const given = proxy.passwords.slice(before);
    expect(given.at(-1)).toMatch(/of the administration$/);
    expect(given.slice(0, -1).every((text) => text.endsWith("of the application"))).toBe(true);
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBeGreaterThanOrEqual(3);
  });

  it("a login with power of its own is refused: there is no start to put it into the powerless role", async () => {
    const { database } = connect({ settings: "by_statement" }, "postgres");
    await expect(database.read(tenantId, rawSql("select 1"))).rejects.toBeInstanceOf(PlatformNotPreparedError);
  });
});
