import { type DormantUser, RiskLevel } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { type StoredAccount, type StoredSource, storePopulation } from "../../../test/population/store.ts";
import { seededRandom } from "../../samples/random.ts";
import { type ListRequest, listDormantUsers } from "./list-dormant-users.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const SOURCES: StoredSource[] = [
  { name: "okta", kind: "okta", dataAsOfMs: NOW - 5_000_000, reportsActivity: true },
  { name: "entra", kind: "entra", dataAsOfMs: NOW, reportsActivity: true },
];

const test = useTestDatabase();
let tenantId: Awaited<ReturnType<typeof test.createTenant>>;

function population(): StoredAccount[] {
  const random = seededRandom(11);
  return Array.from({ length: 500 }, (_, index): StoredAccount => {
    const source = SOURCES[index % 2] as StoredSource;
    // Whole days, so that many are equally quiet and only their ids tell them apart.
    const at = source.dataAsOfMs - Math.floor(random() * 60) * DAY_MS;
    return {
      source: source.name,
      externalId: `x${index}`,
      person: `person${index}`,
      accountType: random() < 0.2 ? "guest" : "human",
      privileged: random() < 0.3,
      groupNames: [],
      cannotSignInReason: null,
      present: true,
      startMs: at - 100 * DAY_MS,
      instantsMs: random() < 0.1 ? [] : [at, at - 50 * DAY_MS],
      reporting: "reported",
      historyCompleteFromMs: null,
    };
  });
}

beforeAll(async () => {
  tenantId = await test.createTenant();
  await test.database.withTenant(tenantId, async (tx) => {
    await storePopulation(tx, SOURCES, population());
    // By a number drawn from the id: a fifth not analysed, a quarter without a probability, a third decided about.
    const drawn = `('x' || substr(md5(user_id::text), 1, 4))::bit(16)::integer`;
    for (const statement of [
      `insert into user_insights (user_id, risk_level, confidence, source, analysis_hash, insight)
       select user_id, (array['critical', 'high', 'medium', 'low'])[1 + n % 4], (n % 10) / 10.0, 'rules', '', '{}'
       from (select user_id, ${drawn} as n from user_profiles) as p where n % 5 > 0`,
      `insert into return_outlooks (user_id, return_probability)
       select user_id, case when n % 4 > 0 then 0.01 + (n % 30) / 40.0 end from (select user_id, ${drawn} as n from user_profiles) as p
       where n % 8 > 0`,
      `insert into decisions (user_id, kind, decided_by)
       select user_id, (array['keep', 'notify'])[1 + n % 2], 'test' from (select user_id, ${drawn} as n from user_profiles) as p
       where n % 3 = 0`,
      // Once more, as a second analysis does, and taken away again.
      `update user_insights set risk_level = 'critical' where confidence > 0.85`,
      `delete from user_insights where user_id in (select user_id from user_profiles where email like '%9@%')`,
      `update return_outlooks set return_probability = null where return_probability > 0.7`,
    ]) {
      await tx.execute(rawSql(`set local search_path = tenant_${tenantId}, public`));
      await tx.execute(rawSql(statement));
    }
  });
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
