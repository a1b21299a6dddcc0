import type { TenantId } from "@dormant-users/shared-types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeSchema } from "../../../test/harness/catalogue.ts";
import { migrationDirectory } from "../../../test/harness/migration-directory.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { withAdmin } from "../admin-transaction.ts";
import { TenantNotFoundError } from "../errors.ts";
import { schemaOf } from "../tenant-schema.ts";
import { createTenant, dropTenant } from "../tenants.ts";
import { MigrationDriftError, readLedger } from "./ledger.ts";
import { migrateAll } from "./migrate-all.ts";
import { MigrationFailedError } from "./migrate-tenant.ts";
import { type Migration, readMigrations } from "./migration-files.ts";

const test = useTestDatabase();

const FILES = {
  "V001__items.sql": `create table items (item int constraint items_pkey primary key); grant select on items to :"tenant_role";`,
  "V001__items.undo.sql": "drop table items;",
  "V002__labels.sql": "alter table items add label text; create index items_label on items (label);",
  "V002__labels.undo.sql": "alter table items drop label;",
  "V003__positive.sql": "alter table items add constraint items_positive check (item > 0);",
  "V003__positive.undo.sql": "alter table items drop constraint items_positive;",
};

let migrations: readonly Migration[];
let remove: () => Promise<void>;
let tenants: TenantId[];

beforeEach(async () => {
  const directory = await migrationDirectory(FILES);
  remove = directory.remove;
  migrations = await readMigrations(directory.path);
  tenants = [test.uniqueTenantId(), test.uniqueTenantId(), test.uniqueTenantId()];
  for (const tenantId of tenants) await createTenant(test.connections, migrations.slice(0, 1), tenantId);
});
afterEach(async () => {
  for (const tenantId of tenants) await dropTenant(test.connections, tenantId);
  await remove();
});

const admin = <T>(work: Parameters<typeof withAdmin<T>>[1]) => withAdmin(test.connections, work);
const ledgerOf = (tenantId: TenantId) => admin((client) => readLedger(client, schemaOf(tenantId)));
const schemaText = (tenantId: TenantId) => admin((client) => describeSchema(client, schemaOf(tenantId)));
const versions = async () => Promise.all(tenants.map(async (id) => (await ledgerOf(id)).at(-1)?.version));
const first = () => tenants[0] as TenantId;

describe("migrating every tenant", () => {
  it("brings all to the newest version, and a second time finds nothing to do", async () => {
    const report = await migrateAll(test.connections, migrations);
    expect(report).toMatchObject({ target: 3, failed: 0 });
    expect(report.tenants.map((tenant) => tenant.steps.map((step) => step.version))).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    const before = [await ledgerOf(first()), await schemaText(first())];
    const again = await migrateAll(test.connections, migrations);
    expect(again.tenants.flatMap((tenant) => tenant.steps)).toEqual([]);
    expect([await ledgerOf(first()), await schemaText(first())]).toEqual(before);
  });

  it("says what it would do, with the tenant's own SQL, and touches nothing", async () => {
    const before = await schemaText(first());
    const { tenants: planned } = await migrateAll(test.connections, migrations, { dryRun: true, target: 0 });
    expect(planned[0]?.steps).toMatchObject([{ direction: "undo", version: 1, sql: "drop table items;" }]);
    const up = await migrateAll(test.connections, migrations, { dryRun: true });
    expect(up.tenants[2]?.steps.map((step) => step.version)).toEqual([2, 3]);
    expect(await versions()).toEqual([1, 1, 1]);
    expect(await schemaText(first())).toEqual(before);
  });

  it("goes on when one fails, leaves that one where it stood, and reports it", async () => {
    const [, failing] = tenants as [TenantId, TenantId, TenantId];
    await admin((client) => client.query(`insert into ${schemaOf(failing)}.items values (-1)`));
    const seen: string[] = [];
    const report = await migrateAll(test.connections, migrations, { onTenant: ({ tenantId }) => seen.push(tenantId) });
    expect(report.failed).toBe(1);
    expect(report.tenants[1]?.error).toBeInstanceOf(MigrationFailedError);
    expect(String(report.tenants[1]?.error)).toContain("V3 positive failed");
    expect(report.tenants[1]?.steps.map((step) => step.version)).toEqual([2]);
    expect(seen).toEqual(tenants);
    expect(await versions()).toEqual([3, 2, 3]);
    await admin((client) => client.query(`delete from ${schemaOf(failing)}.items`));
    expect((await migrateAll(test.connections, migrations)).failed).toBe(0);
    expect(await versions()).toEqual([3, 3, 3]);
  });

  it("by two migrators at once applies every step once", async () => {
    const reports = await Promise.all([1, 2].map(() => migrateAll(test.connections, migrations)));
    expect(reports.map((report) => report.failed)).toEqual([0, 0]);
    const taken = reports.flatMap((report) => report.tenants.flatMap((tenant) => tenant.steps));
    expect(taken).toHaveLength(6);
    expect((await ledgerOf(first())).map((entry) => entry.version)).toEqual([0, 1, 2, 3]);
  });

  it("takes only those named, and reports one that is not there", async () => {
    const unknown = test.uniqueTenantId();
    const report = await migrateAll(test.connections, migrations, { tenants: [first(), unknown] });
    expect(report.failed).toBe(1);
    expect(report.tenants[1]?.error).toBeInstanceOf(TenantNotFoundError);
    expect(await versions()).toEqual([3, 1, 1]);
  });

  it("refuses a version that does not exist", async () => {
    for (const target of [-1, 4, 1.5, Number.NaN]) {
      await expect(migrateAll(test.connections, migrations, { target })).rejects.toThrow(/versions are 0 to 3/);
    }
  });
});

describe("undoing", () => {
  it("at every version leads back to exactly what was there", async () => {
    const fresh: (readonly string[])[] = [];
    for (let version = 0; version <= 3; version += 1) {
      await migrateAll(test.connections, migrations, { target: version });
      fresh.push(await schemaText(first()));
    }
    for (let version = 2; version >= 0; version -= 1) {
      await migrateAll(test.connections, migrations, { target: version });
      expect(await schemaText(first())).toEqual(fresh[version]);
    }
  });
});

describe("drift", () => {
  it("a migration that was changed after it was applied is refused, and nothing is done", async () => {
    const [items, ...rest] = migrations as [Migration, ...Migration[]];
    const changed = [{ ...items, checksum: "0".repeat(64) }, ...rest];
    const report = await migrateAll(test.connections, changed);
    expect(report.failed).toBe(3);
    expect(report.tenants[0]?.error).toBeInstanceOf(MigrationDriftError);
    expect(await versions()).toEqual([1, 1, 1]);
  });

  it("a tenant that a newer release has migrated is refused by an older one", async () => {
    await migrateAll(test.connections, migrations);
    const report = await migrateAll(test.connections, migrations.slice(0, 2));
    expect(String(report.tenants[0]?.error)).toContain("use a newer release");
  });
});

describe("the product's own migrations", () => {
  it("undone and applied again make the schema of a fresh tenant, and every version can be undone", async () => {
    const own = await test.database.admin.listMigrations();
    const [veteran, fresh] = [await test.createTenant(), await test.createTenant()];
    const only = { tenants: [veteran] };
    for (let version = own.length - 1; version >= 0; version -= 1) {
      const report = await test.database.admin.migrate({ ...only, target: version });
      expect(report.tenants[0]?.error).toBeUndefined();
    }
    const left = await admin((client) =>
      client.query("select relname from pg_class where relnamespace = to_regnamespace($1) and relkind = 'r'", [
        schemaOf(veteran),
      ]),
    );
    expect(left.rows).toEqual([{ relname: "schema_migrations" }]);
    expect((await test.database.admin.migrate(only)).failed).toBe(0);
    expect(await schemaText(veteran)).toEqual(await schemaText(fresh));
    for (const tenantId of [veteran, fresh]) await test.database.admin.dropTenant(tenantId);
  });
});
