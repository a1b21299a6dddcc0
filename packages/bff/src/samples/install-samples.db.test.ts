import type { TenantId } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { openServices } from "../../test/analysis/analysed-tenant.ts";
import { rawSql } from "../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../test/harness/test-database.ts";
import { installSamples } from "./install-samples.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00Z");
const test = useTestDatabase();
let tenants: readonly TenantId[];

beforeAll(async () => {
  const ids = new Map<string, TenantId>();
  const idOf = (name: string): TenantId => {
    const id = ids.get(name) ?? test.uniqueTenantId();
    ids.set(name, id);
    return id;
  };
  tenants = await installSamples(await openServices(test.database), NOW, { idOf });
}, 60_000);

const numbers = async (tenant: TenantId, sql: string): Promise<number[]> => {
  const rows = await test.database.withTenant(tenant, (tx) => tx.list(rawSql<{ n: number }>(sql)));
  return rows.map(({ n }) => n);
};

describe("the sample tenants' past", () => {
  it("holds data of several days, none of it held back, and an analysis of each but today's", async () => {
    for (const tenant of tenants) {
      const held = await numbers(tenant, "SELECT 1 AS n FROM $schema.ingested_objects WHERE status <> 'applied'");
      expect(held).toEqual([]);
      const ages = await numbers(
        tenant,
        `SELECT DISTINCT (extract(epoch FROM '${new Date(NOW).toISOString()}'::timestamptz - analysed_at) / 86400)::integer AS n
         FROM $schema.rag_analysis_history ORDER BY 1`,
      );
      expect(ages).toEqual([14, 42, 84]);
      const [snapshots = 0] = await numbers(
        tenant,
        "SELECT count(DISTINCT snapshot_at)::integer AS n FROM $schema.ingested_objects",
      );
      expect(snapshots).toBe(4);
    }
  });

  it("holds decisions of several kinds that stand, one that was taken back, and reviews", async () => {
    for (const tenant of tenants) {
      const kinds = "SELECT count(DISTINCT kind)::integer AS n FROM $schema.decisions WHERE undone_at IS NULL";
      expect((await numbers(tenant, kinds))[0]).toBeGreaterThanOrEqual(4);
      expect(await numbers(tenant, "SELECT 1 AS n FROM $schema.decisions WHERE undone_at IS NOT NULL")).toEqual([1]);
    }
    const [northwind] = tenants as [TenantId];
    const agreed = "SELECT agrees::integer AS n FROM $schema.insight_reviews ORDER BY 1";
    expect(await numbers(northwind, agreed)).toEqual([0, 1, 1, 1, 1]);
  });

  it("ends with data of today", async () => {
    for (const tenant of tenants) {
      const age = await numbers(
        tenant,
        `SELECT (extract(epoch FROM '${new Date(NOW).toISOString()}'::timestamptz - max(data_as_of)) * 1000)::integer AS n FROM $schema.sources`,
      );
      expect(age[0]).toBeLessThan(DAY_MS);
    }
  });
});
