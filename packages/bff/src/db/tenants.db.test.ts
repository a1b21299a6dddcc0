import { TenantId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { rawSql } from "../../test/harness/raw-sql.ts";
import { testEngine, useTestDatabase } from "../../test/harness/test-database.ts";
import { withAdmin } from "./admin-transaction.ts";
import { TenantExistsError, TenantNotFoundError } from "./errors.ts";
import { MigrationFailedError } from "./migrations/migrate-tenant.ts";
import { schemaOf } from "./tenant-schema.ts";
import { createTenant } from "./tenants.ts";

const test = useTestDatabase();
const elsewhere = useTestDatabase();

const whoAmI = rawSql<{ role: string }>("select current_user as role");
const enter = (tenantId: TenantId, where = test) => where.database.withTenant(tenantId, (tx) => tx.get(whoAmI));

async function roleExists(tenantId: TenantId): Promise<boolean> {
  const found = await withAdmin(test.connections, (client) =>
    client.query("select from pg_roles where rolname = $1", [schemaOf(tenantId)]),
  );
  return found.rowCount === 1;
}

describe("tenants", () => {
  it("a created tenant is listed with its version and can be entered", async () => {
    const tenantId = await test.createTenant();
    const migrations = await test.database.admin.listMigrations();
    const listed = (await test.database.admin.listTenants()).find((tenant) => tenant.tenantId === tenantId);
    expect(listed?.version).toBe(migrations.length);
    expect(Date.parse(listed?.createdAt ?? "")).toBeGreaterThan(0);
    expect(await enter(tenantId)).toEqual({ role: schemaOf(tenantId) });
  });

  it("are listed by id, and nothing else is: not a schema that only looks like one", async () => {
    await test.createTenant();
    await test.createTenant();
    await withAdmin(test.connections, (client) => client.query("create schema tenant_lookalike"));
    const ids = (await test.database.admin.listTenants()).map((tenant) => tenant.tenantId);
    expect(ids).toEqual([...ids].sort());
    expect(ids).not.toContain("lookalike");
  });

  it("creating one again is refused and changes nothing", async () => {
    const tenantId = await test.createTenant();
    await expect(test.database.admin.createTenant(tenantId)).rejects.toBeInstanceOf(TenantExistsError);
    expect(await enter(tenantId)).toEqual({ role: schemaOf(tenantId) });
  });

  it("created twice at once exists once, and one of the two is told so", async () => {
    const tenantId = test.uniqueTenantId();
    const outcomes = await Promise.allSettled([1, 2].map(() => test.database.admin.createTenant(tenantId)));
    const [refused] = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(refused?.reason).toBeInstanceOf(TenantExistsError);
  });

  it("a creation that fails leaves neither schema nor role", async () => {
    const tenantId = test.uniqueTenantId();
    const broken = { version: 1, name: "broken", checksum: "", up: "create table a (); select 1 / 0;", undo: "" };
    await expect(createTenant(test.connections, [broken], tenantId)).rejects.toBeInstanceOf(MigrationFailedError);
    await expect(enter(tenantId)).rejects.toBeInstanceOf(TenantNotFoundError);
    expect(await roleExists(tenantId)).toBe(false);
    await test.database.admin.createTenant(tenantId);
  });

  it("a dropped tenant is unknown and its role gone, as with one that never was", async () => {
    const tenantId = await test.createTenant();
    expect(await test.database.admin.dropTenant(tenantId)).toEqual({ roleKept: false });
    expect(await roleExists(tenantId)).toBe(false);
    for (const unknown of [tenantId, test.uniqueTenantId()]) {
      await expect(enter(unknown)).rejects.toBeInstanceOf(TenantNotFoundError);
      await expect(test.database.read(unknown, whoAmI)).rejects.toBeInstanceOf(TenantNotFoundError);
      await expect(test.database.admin.dropTenant(unknown)).rejects.toBeInstanceOf(TenantNotFoundError);
      await expect(test.database.admin.analyze(unknown)).rejects.toBeInstanceOf(TenantNotFoundError);
    }
  });

  it("a statement on its way to a tenant that is not there does nothing, and hides nothing by failing", async () => {
    const sent: Promise<unknown>[] = [];
    const swallowing = test.database.withTenant(test.uniqueTenantId(), async (tx) => {
      sent.push(tx.list(rawSql("select 1")), tx.list(whoAmI));
      return (await Promise.allSettled(sent)).length;
    });
    await expect(swallowing).rejects.toBeInstanceOf(TenantNotFoundError);
    expect((await Promise.allSettled(sent)).map(({ status }) => status)).not.toContain("fulfilled");
    const known = await test.createTenant();
    expect(await test.database.withTenant(known, (tx) => tx.list(whoAmI))).toHaveLength(1);
  });

  it.skipIf(testEngine === "embedded")(
    "of one name in two databases of a server are two tenants (embedded, there is one database)",
    async () => {
      const tenantId = await test.createTenant();
      await expect(enter(tenantId, elsewhere)).rejects.toBeInstanceOf(TenantNotFoundError);
      await expect(elsewhere.database.read(tenantId, whoAmI)).rejects.toBeInstanceOf(TenantNotFoundError);
      await elsewhere.database.admin.createTenant(tenantId);
      expect(await test.database.admin.dropTenant(tenantId)).toEqual({ roleKept: true });
      await expect(enter(tenantId)).rejects.toBeInstanceOf(TenantNotFoundError);
      expect(await enter(tenantId, elsewhere)).toEqual({ role: schemaOf(tenantId) });
      expect(await elsewhere.database.admin.dropTenant(tenantId)).toEqual({ roleKept: false });
    },
  );

  it.each(['a"b', "a'b", "a.b", "a;b", "a b", "Acme", "1st", "a", "x".repeat(60), "zoë", "a-b", ""])(
    "an id that could mean something to SQL never gets so far: %j",
    (id) => expect(TenantId.safeParse(id).success).toBe(false),
  );

  it("the longest id there may be works like any other", async () => {
    const tenantId = TenantId.parse(`${test.uniqueTenantId()}_`.padEnd(41, "x"));
    await test.database.admin.createTenant(tenantId);
    expect(await enter(tenantId)).toEqual({ role: schemaOf(tenantId) });
    expect(await test.database.read(tenantId, whoAmI)).toEqual([{ role: schemaOf(tenantId) }]);
    await test.database.admin.dropTenant(tenantId);
  });
});

describe("the database", () => {
  it("says that it is well, and how quickly it answered", async () => {
    expect(await test.database.health()).toMatchObject({ ok: true });
  });

  it("prepares itself again without changing anything", async () => {
    await test.database.admin.preparePlatform();
    await test.database.admin.preparePlatform();
    expect(await test.database.health()).toMatchObject({ ok: true });
  });
});
