import { type DormantUser, RiskLevel, Settings } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { storeAssessedPeople } from "../../../test/population/assessed.ts";
import type { StoredSource } from "../../../test/population/store.ts";
import { putSettings } from "../settings/put-settings.ts";
import { detectDormantUsers } from "./detect-dormant-users.ts";
import type { ListRequest } from "./list-dormant-users.ts";
import { summariseDormancy } from "./summarise-dormancy.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const SOURCES: StoredSource[] = [
  { name: "okta", kind: "okta", dataAsOfMs: NOW - 5_000_000, reportsActivity: true },
  { name: "trustx", kind: "trustx", dataAsOfMs: NOW, reportsActivity: true },
];

const test = useTestDatabase();
let tenantId: Awaited<ReturnType<typeof test.createTenant>>;

const listAll = async (request: ListRequest): Promise<readonly DormantUser[]> =>
  (await test.database.withTenant(tenantId, (tx) => detectDormantUsers(tx, request, NOW))).items;
const summarise = (request: ListRequest) =>
  test.database.withTenant(tenantId, (tx) => summariseDormancy(tx, request, NOW), { readOnly: true });

beforeAll(async () => {
  tenantId = await test.createTenant();
  await test.database.withTenant(tenantId, (tx) => storeAssessedPeople(tx, SOURCES));
  const [first, second] = await listAll({ inactiveDays: 30 });
  const settings = Settings.parse({
    exemptions: [
      { kind: "user", value: first?.user_id, reason: "on leave" },
      { kind: "user", value: second?.user_id, reason: "was on leave", until: new Date(NOW - DAY_MS).toISOString() },
    ],
    licence_prices: { E5: 10.5 },
  });
  await test.database.withTenant(tenantId, (tx) =>
    putSettings(tx, { settings, actor: "test", requestId: undefined, accepts: () => true }),
  );
});

const byLevel = (users: readonly DormantUser[]) =>
  Object.fromEntries(RiskLevel.options.map((level) => [level, users.filter((one) => one.risk_level === level).length]));

describe.each([
  ["at 20 days", { inactiveDays: 20 }],
  ["at the tenant's own thresholds", {}],
  ["of guests at 10 days", { inactiveDays: 10, accountTypes: ["guest"] }],
] as [string, ListRequest][])("the summary %s agrees with the list", (_at, request) => {
  it("on risks, decided about and open", async () => {
    const users = await listAll(request);
    const open = users.filter(({ decision }) => decision === null);
    const pressing = open.filter(({ risk_level }) => risk_level === "critical" || risk_level === "high");
    const summary = await summarise(request);
    expect(summary.risk_counts).toEqual(byLevel(users));
    expect(summary.open_risk_counts).toEqual(byLevel(open));
    expect(pressing.length).toBeGreaterThan(0);
    expect(summary.critical_high_open).toEqual({
      users: pressing.length,
      privileged: pressing.filter(({ privileged }) => privileged).length,
      without_mfa: pressing.filter(({ mfa }) => mfa === "missing").length,
    });
  });

  it("on who is likely gone", async () => {
    const gone = (await listAll(request)).filter(({ return_probability: p }) => p !== null && p < 0.05);
    expect(gone.length).toBeGreaterThan(0);
    expect((await summarise(request)).likely_gone).toEqual({ users: gone.length, below: 0.05 });
  });

  it("on every threshold it says how many users it would flag", async () => {
    const { flagged_by_days } = await summarise(request);
    expect(flagged_by_days.map(({ inactive_days }) => inactive_days)).toEqual(
      Array.from({ length: 365 }, (_, index) => index + 1),
    );
    for (const inactiveDays of [1, 7, 13, 20, 30, 59, 60, 200]) {
      const flagged = (await listAll({ ...request, inactiveDays })).length;
      expect(flagged_by_days[inactiveDays - 1]).toEqual({ inactive_days: inactiveDays, flagged });
    }
  });

  it("on the histogram, by risk too", async () => {
    const judged = await listAll({ ...request, states: ["active", "dormant", "never_active"] });
    for (const { from_days, to_days, users, never_active, by_risk } of (await summarise(request)).histogram) {
      const own = judged.filter(
        ({ days_inactive: days }) => days !== null && days >= from_days && days < (to_days ?? Infinity),
      );
      expect(users).toBe(own.filter(({ last_active_at }) => last_active_at !== null).length);
      expect(never_active).toBe(own.length - users);
      expect(by_risk).toEqual({ ...byLevel(own), none: own.filter(({ risk_level }) => risk_level === null).length });
    }
  });
});

it("counts each user's licence once for a product, at the tenant's prices", async () => {
  const { licences } = await summarise({ inactiveDays: 20 });
  const [first, second] = licences?.products ?? [];
  expect(first?.product).toBe("E5");
  expect(first?.seats).toBeLessThanOrEqual((await listAll({ inactiveDays: 20 })).length);
  expect(second).toMatchObject({ product: "Visio", monthly_usd: null });
  expect(first?.monthly_usd).toBe(Math.round(1050 * (first?.seats ?? 0)) / 100);
  expect(licences).toMatchObject({
    seats: (first?.seats ?? 0) + (second?.seats ?? 0),
    monthly_usd: first?.monthly_usd,
  });
});

it("says nothing of licences, risks or returns that no source and no analysis told of", async () => {
  const plain = await test.createTenant();
  const summary = await test.database.withTenant(plain, (tx) => summariseDormancy(tx, {}, NOW));
  expect(summary).toMatchObject({ licences: null, likely_gone: null, critical_high_open: null, total: 0 });
  expect(summary.flagged_by_days.at(-1)).toEqual({ inactive_days: 365, flagged: 0 });
});
