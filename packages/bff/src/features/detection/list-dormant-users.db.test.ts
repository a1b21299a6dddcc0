import { DormancyState, type DormantUser, Settings, STATE_OF_REASON } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { type OracleQuestion, reasonOf } from "../../../test/population/oracle.ts";
import { type StoredAccount, type StoredSource, storePopulation } from "../../../test/population/store.ts";
import { pick, seededRandom } from "../../samples/random.ts";
import { putSettings } from "../settings/put-settings.ts";
import { getUserDormancy } from "./get-user-dormancy.ts";
import { type ListRequest, listDormantUsers } from "./list-dormant-users.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00.123Z");
const PEOPLE = 600;

const SOURCES: StoredSource[] = [
  { name: "okta", kind: "okta", dataAsOfMs: NOW - 40 * DAY_MS - 1_234, reportsActivity: true },
  { name: "entra", kind: "entra", dataAsOfMs: NOW, reportsActivity: true },
  { name: "entra_dev", kind: "entra", dataAsOfMs: NOW - DAY_MS, reportsActivity: false },
  { name: "google", kind: "google", dataAsOfMs: NOW - 3_600_000, reportsActivity: true },
  { name: "scim", kind: "scim", dataAsOfMs: NOW, reportsActivity: false },
];

function population(seed: number): StoredAccount[] {
  const random = seededRandom(seed);
  return Array.from({ length: PEOPLE }, (_, person) =>
    Array.from({ length: random() < 0.25 ? 2 : 1 }, (_unused, nth): StoredAccount => {
      const source = SOURCES[(Math.floor(random() * SOURCES.length) + nth) % SOURCES.length] as StoredSource;
      const silent = source.kind === "scim" || source.name === "entra_dev" || random() < 0.15;
      const startMs = random() < 0.1 ? null : source.dataAsOfMs - Math.floor(random() * 900) * DAY_MS;
      // Ages on whole days put people exactly on the cutoff, and one millisecond beside it.
      const newest = source.dataAsOfMs - Math.floor(random() * 200) * DAY_MS + pick(random, [0, 0, 1, -1, 12_345_678]);
      const instantsMs = silent
        ? []
        : [newest, newest - 30 * DAY_MS, newest - 31.5 * DAY_MS]
            .slice(0, 1 + Math.floor(random() * 3))
            .map((instant) => Math.min(instant, source.dataAsOfMs));
      return {
        source: source.name,
        externalId: `x${person}-${nth}`,
        person: `person${person}`,
        accountType: pick(random, ["human", "human", "human", "guest", "service", "unknown"]),
        privileged: random() < 0.15,
        groupNames: random() < 0.1 ? ["auditors", "all"] : ["all"],
        cannotSignInReason: random() < 0.12 ? pick(random, ["suspended", "archived", "account_disabled"]) : null,
        present: random() < 0.95,
        startMs,
        instantsMs,
        reporting:
          source.kind === "scim" ? "not_supported" : silent ? pick(random, ["reported", "absent"]) : "reported",
        historyCompleteFromMs: random() < 0.5 ? startMs : null,
      };
    }),
  ).flat();
}

const test = useTestDatabase();
const accounts = population(20_261_122);
const people = Map.groupBy(accounts, (account) => account.person);
let users: Map<string, string>;
let tenantId: Awaited<ReturnType<typeof test.createTenant>>;
let settings: Settings = Settings.parse({});

const list = (request: ListRequest) =>
  test.database.withTenant(tenantId, (tx) => listDormantUsers(tx, request, NOW), {
    readOnly: true,
    isolation: "repeatable read",
  });

async function listAll(request: ListRequest): Promise<DormantUser[]> {
  const items: DormantUser[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...request, limit: 47, cursor });
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

const exemptionOf = (person: string) => {
  const [first] = settings.exemptions.filter((one) => one.kind === "user" && one.value === users.get(person));
  if (first !== undefined) {
    return { reason: "exempt_user" as const, untilMs: first.until === null ? Infinity : Date.parse(first.until) };
  }
  const group = settings.exemptions.find(
    (one) => one.kind === "group" && people.get(person)?.some((account) => account.groupNames.includes(one.value)),
  );
  if (group === undefined) return undefined;
  return { reason: "exempt_group" as const, untilMs: group.until === null ? Infinity : Date.parse(group.until) };
};

function expected(question: Omit<OracleQuestion, "settings">): Map<string, string> {
  return new Map(
    [...people].map(([person, own]) => [
      users.get(person) ?? "",
      reasonOf(own, SOURCES, { ...question, settings }, exemptionOf(person)),
    ]),
  );
}

async function compare(request: ListRequest): Promise<void> {
  const question = {
    asOfMs: request.asOf === undefined ? NOW : Date.parse(request.asOf),
    inactiveDays: request.inactiveDays,
    liftKindExemptions: request.accountTypes?.includes("all") ?? false,
  };
  const wanted = expected(question);
  const items = await listAll({ ...request, states: ["all"] });
  expect(new Map(items.map((item) => [item.user_id as string, item.reason as string]))).toEqual(wanted);
  expect(items).toHaveLength(wanted.size);
  const { counts } = await list({ ...request, limit: 1 });
  const states = Object.fromEntries(DormancyState.options.map((state) => [state, 0])) as Record<DormancyState, number>;
  for (const reason of wanted.values()) states[STATE_OF_REASON[reason as keyof typeof STATE_OF_REASON]] += 1;
  expect(counts).toEqual(states);
}

beforeAll(async () => {
  tenantId = await test.createTenant();
  users = await test.database.withTenant(tenantId, (tx) => storePopulation(tx, SOURCES, accounts));
});

describe("the list agrees with the definitions, user by user", () => {
  it.each([1, 29, 30, 31, 60, 90, 180, 365, 3650])("at %i days", (inactiveDays) => compare({ inactiveDays }));

  it("with kind exemptions lifted", () => compare({ inactiveDays: 45, accountTypes: ["all"] }));

  it.each([1, 10, 35, 100, 250, 800])("as of %i days earlier, from the kept history", (days) =>
    compare({ inactiveDays: 30, asOf: new Date(NOW - days * DAY_MS).toISOString() }),
  );

  it("an instant after the data is answered as of the data, and says so", async () => {
    await compare({ asOf: new Date(NOW).toISOString() });
    const page = await list({ asOf: new Date(NOW + DAY_MS).toISOString() });
    expect(page.as_of).toBe(new Date(NOW).toISOString());
    expect(page.warnings.map((warning) => warning.code)).toContain("as_of_in_future");
  });

  it("with thresholds by privilege and type, and exemptions of users and groups until a date", async () => {
    const exempted = [...users.values()].slice(0, 3);
    const wanted = Settings.parse({
      inactive_days: 60,
      inactive_days_privileged: 14,
      inactive_days_by_account_type: { guest: 21 },
      exempt_account_types: ["unknown"],
      exemptions: [
        { kind: "user", value: exempted[0], reason: "on leave" },
        { kind: "user", value: exempted[1], reason: "on leave", until: new Date(NOW - DAY_MS).toISOString() },
        { kind: "group", value: "auditors", reason: "quarterly work", until: new Date(NOW + DAY_MS).toISOString() },
      ],
    });
    await test.database.withTenant(tenantId, (tx) =>
      putSettings(tx, { settings: wanted, actor: "test", requestId: undefined, accepts: () => true }),
    );
    settings = wanted;
    await compare({});
    await compare({ inactiveDays: 30 });
    await compare({ asOf: new Date(NOW - 5 * DAY_MS).toISOString() });
    await compare({ accountTypes: ["all"] });
  });

  it("one user's answer is the list's", async () => {
    for (const item of (await list({ states: ["all"], limit: 60 })).items) {
      const one = await test.database.withTenant(tenantId, (tx) => getUserDormancy(tx, item.user_id, {}, NOW));
      expect(one).toMatchObject(item);
      expect(one.explanation).not.toBe("");
    }
  });
});

describe("paging", () => {
  it.each(["days_inactive", "last_active_at", "email", "name"] as const)(
    "by %s, cursor and skip agree",
    async (sort) => {
      for (const order of ["asc", "desc"] as const) {
        const request: ListRequest = { sort, order, states: ["dormant", "never_active", "exempt"], inactiveDays: 30 };
        const walked = (await listAll(request)).map((item) => item.user_id);
        const skipped: string[] = [];
        for (let skip = 0; skip < walked.length + 50; skip += 50) {
          skipped.push(...(await list({ ...request, skip, limit: 50 })).items.map((item) => item.user_id));
        }
        expect(skipped).toEqual(walked);
        expect(new Set(walked).size).toBe(walked.length);
        expect((await list({ ...request, limit: 1 })).total).toBe(walked.length);
      }
    },
  );

  it("longest inactive first, across sources that stopped at different instants", async () => {
    const days = (await listAll({ inactiveDays: 20 })).map((item) => item.days_inactive ?? -1);
    // Two sources' days may begin at different hours, so equal ages may differ by one.
    days.forEach((value, index) => {
      expect(value).toBeLessThanOrEqual((days[index - 1] ?? Infinity) + 1);
    });
  });

  it("filters by text taken literally, and by department", async () => {
    expect((await list({ states: ["all"], filter: { text: "PERSON12@" } })).items).toHaveLength(1);
    expect((await list({ states: ["all"], filter: { text: "%" } })).total).toBe(0);
    expect((await list({ states: ["all"], filter: { text: "_" } })).total).toBe(0);
    expect((await list({ states: ["all"], filter: { text: "12@\\" } })).total).toBe(0);
    const page = await list({ states: ["all"], filter: { departments: ["Department 1"] }, limit: 200 });
    expect(new Set(page.items.map((item) => item.department))).toEqual(new Set(["Department 1"]));
  });

  it.each([
    ["now", undefined],
    ["at an earlier instant", new Date(NOW - 40 * DAY_MS).toISOString()],
  ])("finds a user by their own id and the whole of any account's, %s", async (_when, asOf) => {
    const [person, theirs] = [...people].find(([, all]) => all.length > 1) as [string, StoredAccount[]];
    const userId = users.get(person) as string;
    const found = async (text: string) =>
      (await list({ states: ["all"], asOf, filter: { text } })).items.map((item) => item.user_id as string);
    for (const { externalId } of theirs) {
      expect(await found(externalId)).toEqual([userId]);
      expect(await found(externalId.slice(1))).toEqual([]);
    }
    expect(await found(userId)).toEqual([userId]);
    expect(await found(userId.toUpperCase())).toEqual([userId]);
    expect(await found(userId.slice(0, 8))).toEqual([]);
  });

  it("refuses a cursor of another sort", async () => {
    const { next_cursor } = await list({ states: ["all"], limit: 2 });
    await expect(list({ sort: "email", cursor: next_cursor ?? "" })).rejects.toMatchObject({ code: "invalid_request" });
    await expect(list({ cursor: "bm90IG91cnM" })).rejects.toMatchObject({ code: "invalid_request" });
  });
});

it("a tenant without data answers that, not an error", async () => {
  const empty = await test.createTenant();
  const page = await test.database.withTenant(empty, (tx) => listDormantUsers(tx, {}, NOW));
  expect(page).toMatchObject({ items: [], total: 0, as_of: null });
  expect(page.warnings.map((warning) => warning.code)).toEqual(["no_data"]);
});
