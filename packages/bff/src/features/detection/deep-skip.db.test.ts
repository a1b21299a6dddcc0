import { expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { type StoredAccount, type StoredSource, storePopulation } from "../../../test/population/store.ts";
import { seededRandom } from "../../samples/random.ts";
import { listDormantUsers } from "./list-dormant-users.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00Z");

const test = useTestDatabase();

it("a deep skip gives the rows that walking there gives, whatever the sources' clocks", async () => {
  const sources: StoredSource[] = [0, 1.3, 47.9, 400.2].map((lateDays, index) => ({
    name: `source${index}`,
    kind: "okta",
    dataAsOfMs: NOW - Math.round(lateDays * DAY_MS),
    reportsActivity: true,
  }));
  const random = seededRandom(7);
  const accounts = Array.from({ length: 4_000 }, (_, index): StoredAccount => {
    const source = sources[index % sources.length] as StoredSource;
    const at = source.dataAsOfMs - Math.floor(random() ** 2 * 900 * DAY_MS);
    const never = random() < 0.2;
    return {
      source: source.name,
      externalId: `x${index}`,
      person: `person${index}`,
      accountType: "human",
      privileged: false,
      groupNames: [],
      cannotSignInReason: null,
      present: true,
      startMs: at,
      instantsMs: never ? [] : [at],
      reporting: "reported",
      historyCompleteFromMs: null,
    };
  });
  const tenantId = await test.createTenant();
  await test.database.withTenant(tenantId, (tx) => storePopulation(tx, sources, accounts));
  const page = (skip: number, limit: number) =>
    test.database.withTenant(tenantId, (tx) => listDormantUsers(tx, { inactiveDays: 30, skip, limit }, NOW));

  const walked: string[] = [];
  let cursor: string | undefined;
  do {
    const next = await test.database.withTenant(tenantId, (tx) =>
      listDormantUsers(tx, { inactiveDays: 30, limit: 200, cursor }, NOW),
    );
    walked.push(...next.items.map((item) => item.user_id));
    cursor = next.next_cursor ?? undefined;
  } while (cursor !== undefined);

  expect(walked.length).toBeGreaterThan(3_000);
  for (const skip of [
    0,
    999,
    1_000,
    1_001,
    1_777,
    2_500,
    3_000,
    walked.length - 3,
    walked.length,
    walked.length + 10,
  ]) {
    const { items, total } = await page(skip, 7);
    expect(items.map((item) => item.user_id)).toEqual(walked.slice(skip, skip + 7));
    expect(total).toBe(walked.length);
  }
});
