import { type DormantUser, RiskLevel } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { storeAssessedPeople } from "../../../test/population/assessed.ts";
import type { StoredSource } from "../../../test/population/store.ts";
import { type ListRequest, listDormantUsers } from "./list-dormant-users.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const SOURCES: StoredSource[] = [
  { name: "okta", kind: "okta", dataAsOfMs: NOW - 5_000_000, reportsActivity: true },
  { name: "entra", kind: "entra", dataAsOfMs: NOW, reportsActivity: true },
];

const test = useTestDatabase();
let tenantId: Awaited<ReturnType<typeof test.createTenant>>;

beforeAll(async () => {
  tenantId = await test.createTenant();
  await test.database.withTenant(tenantId, (tx) => storeAssessedPeople(tx, SOURCES));
});

const list = (request: ListRequest) =>
  test.database.withTenant(tenantId, (tx) => listDormantUsers(tx, request, NOW), {
    readOnly: true,
    isolation: "repeatable read",
  });

async function listAll(request: ListRequest, limit = 37): Promise<DormantUser[]> {
  const items: DormantUser[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...request, limit, cursor });
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

const rankOf = ({ risk_level }: DormantUser): number =>
  risk_level == null ? 0 : 4 - RiskLevel.options.indexOf(risk_level);
const ids = (items: readonly DormantUser[]): string[] => items.map((item) => item.user_id);
const byId = (a: DormantUser, b: DormantUser): number => (a.user_id < b.user_id ? -1 : 1);

const PRESENT = { inactiveDays: 20 } satisfies ListRequest;
const EARLIER = { inactiveDays: 20, asOf: new Date(NOW - 10 * DAY_MS).toISOString() } satisfies ListRequest;

describe.each([
  ["now", PRESENT],
  ["at an earlier instant", EARLIER],
])("%s, the list", (_when, base) => {
  it("sorted by risk has critical users first, of a level the longest inactive, and those without insight last", async () => {
    const plain = await listAll({ ...base, sort: "days_inactive", order: "desc" });
    expect(new Set(plain.map(rankOf))).toEqual(new Set([0, 1, 2, 3, 4]));
    const wanted = [4, 3, 2, 1, 0].flatMap((rank) => plain.filter((item) => rankOf(item) === rank));
    expect(ids(await listAll({ ...base, sort: "risk" }))).toEqual(ids(wanted));
    const lowFirst = [1, 2, 3, 4, 0].flatMap((rank) => plain.toReversed().filter((item) => rankOf(item) === rank));
    expect(ids(await listAll({ ...base, sort: "risk", order: "asc" }))).toEqual(ids(lowFirst));
  });

  it("sorted by return probability has the least likely first, and those without one last in both orders", async () => {
    const plain = await listAll({ ...PRESENT, states: ["all"] });
    const probability = new Map(plain.map((item) => [item.user_id, item.return_probability]));
    const listed = (await listAll(base)).map((item) => ({
      ...item,
      return_probability: probability.get(item.user_id) ?? null,
    }));
    const unknown = listed.filter((item) => item.return_probability === null).toSorted(byId);
    const known = listed
      .filter((item) => item.return_probability !== null)
      .toSorted((a, b) => (a.return_probability ?? 0) - (b.return_probability ?? 0) || byId(a, b));
    expect(unknown.length * known.length).toBeGreaterThan(0);
    const sort = "return_probability";
    expect(ids(await listAll({ ...base, sort }))).toEqual(ids([...known, ...unknown]));
    expect(ids(await listAll({ ...base, sort, order: "desc" }))).toEqual(
      ids([...known.toReversed(), ...unknown.toReversed()]),
    );
  });

  it.each(["risk", "return_probability"] as const)("by %s gives by skip what walking there gives", async (sort) => {
    for (const filter of [{}, { riskLevels: ["high", "low", "high"] as RiskLevel[] }]) {
      for (const order of ["asc", "desc"] as const) {
        const request: ListRequest = { ...base, sort, order, filter };
        const walked = ids(await listAll(request));
        expect((await list({ ...request, limit: 1 })).total).toBe(walked.length);
        for (const skip of [1, 40, 95, walked.length - 3, walked.length + 5]) {
          expect(ids((await list({ ...request, skip, limit: 30 })).items)).toEqual(walked.slice(skip, skip + 30));
        }
      }
    }
  });

  it("filtered by several things at once gives those users and their number, whatever the sort", async () => {
    const everybody = await listAll(base, 200);
    const filter = {
      riskLevels: ["critical", "medium"] as RiskLevel[],
      confidenceMin: 0.3,
      decision: "open" as const,
      text: "PERSON1",
      departments: ["Department 0", "Department 2"],
    };
    const passes = (user: DormantUser): boolean =>
      (user.risk_level === "critical" || user.risk_level === "medium") &&
      (user.confidence ?? 0) >= 0.3 &&
      user.decision === null &&
      user.email?.includes("person1") === true &&
      filter.departments.includes(user.department ?? "") &&
      user.account_type === "human";
    const wanted = ids(everybody.filter(passes)).toSorted();
    expect(wanted.length).toBeGreaterThan(3);
    for (const sort of ["risk", "days_inactive", "last_active_at", "name", "return_probability"] as const) {
      const request: ListRequest = { ...base, sort, filter, accountTypes: ["human"] };
      expect(ids(await listAll(request, 5)).toSorted()).toEqual(wanted);
      expect((await list({ ...request, limit: 1 })).total).toBe(wanted.length);
      expect(ids((await list({ ...request, skip: 2, limit: 200 })).items)).toHaveLength(wanted.length - 2);
    }
  });
});
