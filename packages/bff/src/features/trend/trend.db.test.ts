import { Settings, type TenantId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { storeAssessedPeople } from "../../../test/population/assessed.ts";
import { storePeople } from "../../../test/population/people.ts";
import { schemaOf } from "../../db/tenant-schema.ts";
import { listDormantUsers } from "../detection/index.ts";
import { putSettings } from "../settings/put-settings.ts";
import { getTrend } from "./get-trend.ts";
import { recordAnalysedTrend, recordTrend } from "./record-trend.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const test = useTestDatabase();
const trendOf = (tenantId: TenantId) => test.database.withTenant(tenantId, getTrend, { readOnly: true });

async function tenantOfPeople(dataAsOfMs: number, quietDays = 40): Promise<TenantId> {
  const tenantId = await test.createTenant();
  const people = Array.from({ length: 12 }, (_, index) => `person${index}`);
  await test.database.withTenant(tenantId, (tx) => storePeople(tx, { people, dataAsOfMs, quietDays }));
  return tenantId;
}

async function moveData(tenantId: TenantId, toMs: number): Promise<void> {
  const sql = `update ${schemaOf(tenantId)}.sources set data_as_of = '${new Date(toMs).toISOString()}'`;
  await test.database.withTenant(tenantId, (tx) => tx.execute(rawSql(sql)));
}

async function setThreshold(tenantId: TenantId, inactive_days: number): Promise<void> {
  const settings = Settings.parse({ inactive_days });
  await test.database.withTenant(tenantId, (tx) =>
    putSettings(tx, { settings, actor: "test", requestId: undefined, accepts: () => true }),
  );
}

describe("the trend", () => {
  it("has one entry for a UTC day of the data: what was measured last", async () => {
    const tenantId = await tenantOfPeople(NOW);
    await recordTrend(test.database, tenantId);
    expect((await trendOf(tenantId)).trend).toMatchObject([
      { day: dayOf(NOW), dormant: 12, never_active: 0, critical: null },
    ]);
    await setThreshold(tenantId, 60);
    await moveData(tenantId, NOW + DAY_MS / 2);
    await recordTrend(test.database, tenantId);
    expect(await trendOf(tenantId)).toMatchObject({ trend: [{ day: dayOf(NOW), dormant: 0 }], change: null });
  });

  it("tells what changed since the entry before", async () => {
    const tenantId = await tenantOfPeople(NOW, 28);
    await recordTrend(test.database, tenantId);
    await moveData(tenantId, NOW + 5 * DAY_MS);
    await recordTrend(test.database, tenantId);
    const { trend, change } = await trendOf(tenantId);
    expect(trend.map(({ day, dormant }) => [day, dormant])).toEqual([
      [dayOf(NOW), 0],
      [dayOf(NOW + 5 * DAY_MS), 12],
    ]);
    expect(change).toEqual({ since: new Date(NOW).toISOString(), dormant: 12, critical_high_open: null });
  });

  it("shows the last ninety days", async () => {
    const tenantId = await tenantOfPeople(NOW - 90 * DAY_MS);
    for (const days of [90, 89, 0]) {
      await moveData(tenantId, NOW - days * DAY_MS);
      await recordTrend(test.database, tenantId);
    }
    expect((await trendOf(tenantId)).trend.map(({ day }) => day)).toEqual([dayOf(NOW - 89 * DAY_MS), dayOf(NOW)]);
  });

  it("is looked back for at the first analysis: week by week what the list says as of then, as far as history reaches", async () => {
    const tenantId = await test.createTenant();
    const sources = [{ name: "okta", kind: "okta", dataAsOfMs: NOW, reportsActivity: true }] as const;
    await test.database.withTenant(tenantId, (tx) => storeAssessedPeople(tx, sources));
    await recordAnalysedTrend(test.database, tenantId);
    const { trend, change } = await trendOf(tenantId);
    expect(trend.length).toBeGreaterThan(3);
    expect(trend.at(-1)).toMatchObject({ day: dayOf(NOW), from_history: false, critical: expect.any(Number) });
    for (const { day, dormant, never_active, ...rest } of trend.slice(0, -1)) {
      const asOf = `${day}T06:00:00.000Z`;
      const { counts } = await test.database.withTenant(tenantId, (tx) => listDormantUsers(tx, { asOf }, NOW));
      expect({ dormant, never_active }).toEqual({ dormant: counts.dormant, never_active: counts.never_active });
      expect(rest).toEqual({ critical: null, high: null, medium: null, low: null, from_history: true });
      expect(counts.unknown).toBeLessThan(11);
    }
    expect(change).toMatchObject({ since: new Date(NOW - 7 * DAY_MS).toISOString(), critical_high_open: null });
    await recordAnalysedTrend(test.database, tenantId);
    expect((await trendOf(tenantId)).trend).toEqual(trend);
  });

  it("is empty for a tenant without data", async () => {
    const tenantId = await test.createTenant();
    await recordAnalysedTrend(test.database, tenantId);
    expect(await trendOf(tenantId)).toEqual({ trend: [], change: null });
  });
});
