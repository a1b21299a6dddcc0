import type { DormantUserDetail, TenantId, UserId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { makeDecisions } from "../../src/features/decisions/make-decisions.ts";
import { getDormantUser } from "../../src/features/insights/get-dormant-user.ts";
import { listStaleUsers } from "../../src/features/insights/index.ts";
import { findInsight } from "../../src/features/insights/insights.repository.ts";
import { findReturnModel } from "../../src/features/returns/index.ts";
import { executeRun, startRun } from "../../src/features/runs/index.ts";
import { rawSql } from "../harness/raw-sql.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { AS_OF, dormantUsers, ingestPeople, openServices, type Person, person } from "./analysed-tenant.ts";

const test = useTestDatabase();
const DAY_MS = 86_400_000;
const NOW = Date.parse(AS_OF);
const PEOPLE = Array.from({ length: 14 }, (_, index) => person(index, 100 + index));

async function analysedTenant() {
  const tenantId = await test.createTenant();
  const services = await openServices(test.database);
  await ingestPeople(services, tenantId, PEOPLE);
  const analyse = async () => {
    const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
    await executeRun(services, tenantId, run.id);
  };
  await analyse();
  return { tenantId, services, analyse };
}

const users = async (tenantId: TenantId): Promise<Map<string, UserId>> => {
  const rows = await test.database.withTenant(tenantId, (tx) =>
    tx.list(
      rawSql<{ user_id: UserId; external_id: string }>(
        `select user_id, external_id from tenant_${tenantId}.user_profiles`,
      ),
    ),
  );
  return new Map(rows.map(({ user_id, external_id }) => [external_id, user_id]));
};

const detailOf = (tenantId: TenantId, userId: UserId): Promise<DormantUserDetail> =>
  test.database.withTenant(tenantId, (tx) =>
    getDormantUser(tx, userId, {}, { actor: "test", requestId: undefined, nowMs: NOW }),
  );

const daysLater = (days: number, changed: Partial<Person> & { readonly id: string }): [Person[], string] => [
  PEOPLE.map((one) => ({ ...one, quietDays: one.quietDays + days, ...(one.id === changed.id ? changed : {}) })),
  new Date(NOW + days * DAY_MS).toISOString(),
];

describe("an insight", () => {
  it("is stale once its own evidence has changed, and as long as it is not analysed again", async () => {
    const { tenantId, services, analyse } = await analysedTenant();
    const everybody = await dormantUsers(test.database, tenantId);
    const stale = () => test.database.withTenant(tenantId, (tx) => listStaleUsers(tx, everybody, NOW));
    expect(everybody).toHaveLength(14);
    expect(await stale()).toEqual(new Set());
    const [first] = PEOPLE as [Person];
    const id = (await users(tenantId)).get(first.id) as UserId;
    // A day on, everybody is a day older, in the same range of days; one became an administrator.
    await ingestPeople(services, tenantId, ...daysLater(1, { id: first.id, privileged: true }));
    expect(await stale()).toEqual(new Set([id]));
    expect(await detailOf(tenantId, id)).toMatchObject({ stale: true, insight_stale: true });
    await analyse();
    expect(await stale()).toEqual(new Set());
    expect(await detailOf(tenantId, id)).toMatchObject({ stale: false });
  });

  it("is stale once its user is back", async () => {
    const { tenantId, services } = await analysedTenant();
    const [first] = PEOPLE as [Person];
    await ingestPeople(services, tenantId, ...daysLater(1, { id: first.id, quietDays: 0 }));
    const id = (await users(tenantId)).get(first.id) as UserId;
    expect(await detailOf(tenantId, id)).toMatchObject({ state: "active", stale: true });
  });
});

describe("the users shown as similar", () => {
  it("are those the analysis compared with, each with what became of it", async () => {
    const { tenantId, services, analyse } = await analysedTenant();
    const [asked, back, disabled, kept] = PEOPLE as [Person, Person, Person, Person];
    const ids = await users(tenantId);
    const decide = (kind: "disable" | "keep", { id }: Person) =>
      test.database.withTenant(tenantId, (tx) =>
        makeDecisions(
          tx,
          { kind, users: [{ user_id: ids.get(id) as UserId }] },
          {
            tenant: tenantId,
            actor: "test",
            requestId: undefined,
            nowMs: NOW,
            published: false,
          },
        ),
      );
    await decide("disable", disabled);
    await decide("keep", kept);
    await ingestPeople(services, tenantId, ...daysLater(1, { id: back.id, quietDays: 0 }));
    await test.database.withTenant(tenantId, (tx) =>
      tx.execute(
        rawSql(`update tenant_${tenantId}.user_insights set analysis_hash = '' where user_id = '${ids.get(asked.id)}'`),
      ),
    );
    await analyse();
    const { similar_users } = await detailOf(tenantId, ids.get(asked.id) as UserId);
    const insight = await test.database.withTenant(tenantId, (tx) => findInsight(tx, ids.get(asked.id) as UserId));
    const peers = insight?.insight.evidence.find(({ key }) => key === "peers")?.value;
    const count = (outcome: string) => similar_users.filter((user) => user.outcome === outcome).length;
    expect(similar_users).toHaveLength(10);
    expect(peers).toMatchObject({
      similar: 10,
      open: count("still_dormant"),
      returned: count("returned"),
      kept: count("kept"),
      disabled: count("disabled"),
    });
    const shown = new Map(similar_users.map((user) => [user.user_id, user]));
    const wanted = [
      [back, { outcome: "returned", decision: null, decided_at: null }],
      [disabled, { outcome: "disabled", decision: "disable", decided_at: expect.any(String) }],
      [kept, { outcome: "kept", decision: "keep" }],
    ] as const;
    const found = wanted.filter(([{ id }]) => shown.has(ids.get(id) as UserId));
    expect(found.length).toBeGreaterThan(0);
    for (const [{ id }, expected] of found) expect(shown.get(ids.get(id) as UserId)).toMatchObject(expected);
  });
});

describe("what a return is judged by", () => {
  it("is told where the tenant's past holds enough silences as long, and not told where it does not", async () => {
    const { tenantId } = await analysedTenant();
    const [first] = PEOPLE as [Person];
    const id = (await users(tenantId)).get(first.id) as UserId;
    expect((await detailOf(tenantId, id)).return_basis).toBeNull();
    const stored = await test.database.withTenant(tenantId, findReturnModel);
    // 100 days of silence and 12 active days: the third band of silence, and of activity.
    const model = { ...stored?.model, comparables: [{ silence: 2, activity: 2, judged: 96, returned: 1 }] };
    await test.database.withTenant(tenantId, (tx) =>
      tx.execute(rawSql(`update tenant_${tenantId}.return_models set model = '${JSON.stringify(model)}'`)),
    );
    const { return_basis, days_inactive } = await detailOf(tenantId, id);
    expect({ return_basis, days_inactive }).toEqual({
      return_basis: { similar_silences: 96, returned: 1 },
      days_inactive: 100,
    });
  });
});
