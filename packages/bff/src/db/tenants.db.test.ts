import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../test/harness/test-database.ts";
import { TenantExistsError, TenantNotFoundError } from "./errors.ts";
import { defineQuery } from "./query.ts";

const test = useTestDatabase();

const whoAmI = defineQuery({
  name: "test.who_am_i",
  text: () => "select current_user as role",
  row: (r: { role: string }) => r.role,
});

describe("tenants", () => {
  it("a created tenant is listed with its version and can be entered", async () => {
    const tenantId = await test.createTenant();
    const migrations = await test.database.admin.listMigrations();
    const listed = (await test.database.admin.listTenants()).find((tenant) => tenant.tenantId === tenantId);
    expect(listed?.version).toBe(migrations.length);
    expect(Date.parse(listed?.createdAt ?? "")).toBeGreaterThan(0);
    expect(await test.database.withTenant(tenantId, (tx) => tx.get(whoAmI))).toBe(`tenant_${tenantId}`);
  });

  it("creating it again is refused and changes nothing", async () => {
    const tenantId = await test.createTenant();
    await expect(test.database.admin.createTenant(tenantId)).rejects.toBeInstanceOf(TenantExistsError);
    expect(await test.database.withTenant(tenantId, (tx) => tx.get(whoAmI))).toBe(`tenant_${tenantId}`);
  });

  it("a dropped tenant is unknown, as is one that never was", async () => {
    const tenantId = await test.createTenant();
    await test.database.admin.dropTenant(tenantId);
    for (const unknown of [tenantId, test.uniqueTenantId()]) {
      await expect(test.database.withTenant(unknown, (tx) => tx.get(whoAmI))).rejects.toBeInstanceOf(
        TenantNotFoundError,
      );
      await expect(test.database.admin.dropTenant(unknown)).rejects.toBeInstanceOf(TenantNotFoundError);
    }
  });
});
