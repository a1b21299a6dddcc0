import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { type NaiveProfile, naiveProfiles, type Seen, type Snapshot } from "../../../test/ingestion/naive-profiles.ts";
import { graph, graphPage, okta, trustx } from "../../../test/ingestion/records.ts";

const DAY_MS = 86_400_000;
const FIRST_MS = Date.UTC(2026, 9, 1);
const test = useTestDatabase();
let tenant: IngestedTenant;
beforeAll(async () => {
  tenant = await IngestedTenant.make(test);
});

/** One person as one snapshot shows them; what a shape cannot say is left out by it. */
interface Sight {
  readonly person: number;
  readonly off: boolean;
  readonly renamed: boolean;
  /** Quarter days before the snapshot; null: never. */
  readonly success: number | null;
  readonly attempt: number | null;
  readonly silent: number | null;
  readonly says: boolean;
}

const ago = fc.option(fc.integer({ min: 0, max: 40 }), { nil: null });
const sight = fc.record({
  person: fc.integer({ min: 0, max: 3 }),
  off: fc.boolean(),
  renamed: fc.boolean(),
  success: ago,
  attempt: ago,
  silent: ago,
  says: fc.boolean(),
});
const shown = fc.record({
  shape: fc.constantFrom("file", "user", "okta", "graph", "graph" as const),
  sights: fc.uniqueArray(sight, { selector: ({ person }) => person, minLength: 1, maxLength: 4 }),
});

type Shown = { readonly shape: "file" | "user" | "okta" | "graph"; readonly sights: readonly Sight[] };

/** The object that an integration would leave, and what it says. */
function written({ shape, sights }: Shown, number: number): { content: object; atMs: number; snapshot: Snapshot } {
  const atMs = FIRST_MS + number * 2 * DAY_MS;
  const members = shape === "user" ? sights.slice(0, 1) : sights;
  const both = members.map((one) => RECORDS[shape](one, atMs));
  const records = both.map(({ record }) => record);
  const at = new Date(atMs).toISOString();
  const content = shape === "file" ? tenant.file(at, records) : shape === "graph" ? graphPage(records) : records;
  const kind = shape === "okta" ? "okta" : shape === "graph" ? "entra" : "trustx";
  return {
    content,
    atMs,
    snapshot: { kind, atMs, complete: shape === "file", seen: both.map(({ seen }) => seen) },
  };
}

const instant = (atMs: number, quarters: number): { atMs: number; text: string } => {
  const ms = atMs - (quarters * DAY_MS) / 4;
  return { atMs: ms, text: new Date(ms).toISOString() };
};

const common = ({ person, renamed }: Sight) => ({
  email: `p${person}@example.com`,
  name: renamed ? `Married ${person}` : `Maiden ${person}`,
});

function trustxSight(one: Sight, atMs: number): { record: object; seen: Seen } {
  const { email, name } = common(one);
  const last = one.success === null ? undefined : instant(atMs, one.success);
  const more = { email, display_name: name, status: one.off ? "suspended" : "active" };
  return {
    record: trustx(`t${one.person}`, last?.text ?? null, more),
    seen: {
      id: `t${one.person}`,
      email,
      name,
      disabled: one.off ? "suspended" : undefined,
      reporting: "reported",
      activity: last === undefined ? [] : [{ basis: "app_activity", atMs: last.atMs }],
    },
  };
}

function oktaSight(one: Sight, atMs: number): { record: object; seen: Seen } {
  const { email } = common(one);
  const last = one.success === null ? undefined : instant(atMs, one.success);
  return {
    record: okta(`o${one.person}`, last?.text ?? null, { email, ...(one.off && { status: "DEPROVISIONED" }) }),
    seen: {
      id: `o${one.person}`,
      email,
      name: `Ola o${one.person}`,
      disabled: one.off ? "deprovisioned" : undefined,
      reporting: "reported",
      activity: last === undefined ? [] : [{ basis: "successful_sign_in", atMs: last.atMs }],
    },
  };
}

function graphSight(one: Sight, atMs: number): { record: object; seen: Seen } {
  const { email } = common(one);
  const at = (quarters: number | null) => (quarters === null ? null : instant(atMs, quarters));
  const [success, attempt, silent] = [at(one.success), at(one.attempt), at(one.silent)];
  const signIns = {
    success: success?.text ?? null,
    attempt: attempt?.text ?? null,
    silent: silent?.text ?? null,
  };
  const activity: Seen["activity"] = success
    ? [{ basis: "successful_sign_in", atMs: success.atMs }]
    : [
        ...(silent ? [{ basis: "non_interactive" as const, atMs: silent.atMs }] : []),
        ...(attempt ? [{ basis: "attempted_sign_in" as const, atMs: attempt.atMs }] : []),
      ];
  return {
    record: graph(`e${one.person}`, one.says ? signIns : undefined, { email, accountEnabled: !one.off }),
    seen: {
      id: `e${one.person}`,
      email,
      name: `Ines e${one.person}`,
      disabled: one.off ? "account_disabled" : undefined,
      reporting: one.says ? "reported" : "absent",
      activity: one.says ? activity : [],
    },
  };
}

const RECORDS = { file: trustxSight, user: trustxSight, okta: oktaSight, graph: graphSight };

async function storedProfiles(): Promise<NaiveProfile[]> {
  return tenant.rows<NaiveProfile>(`
    SELECT array(SELECT a.external_id FROM $schema.source_accounts a WHERE a.user_id = u.user_id ORDER BY 1) AS accounts,
      u.email, u.name, (extract(epoch FROM u.last_active_at) * 1000)::float8 AS "lastActiveMs",
      u.last_active_basis AS basis, c.standing, c.standing_reason AS reason,
      array(SELECT s.kind FROM $schema.sources s WHERE s.source_id = ANY (f.source_ids)
        ORDER BY array_position(ARRAY['trustx', 'okta', 'entra'], s.kind)) AS feed
    FROM $schema.user_profiles u JOIN $schema.cohorts c USING (cohort_id) LEFT JOIN $schema.feeds f USING (feed_id)`);
}

async function empty(): Promise<void> {
  await test.database.withTenant(tenant.tenantId, async (tx) => {
    for (const table of ["ingested_objects", "source_accounts", "user_profiles", "sources"]) {
      await tx.execute(rawSql(`DELETE FROM $schema.${table}`));
    }
  });
}

const byAccounts = (profiles: readonly NaiveProfile[]) =>
  profiles.toSorted((a, b) => (a.accounts.join() < b.accounts.join() ? -1 : 1));

it("gives the newest facts of everybody, in whatever order and however often snapshots arrive", async () => {
  const deliveries = fc
    .array(shown, { minLength: 1, maxLength: 7 })
    .chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list.keys(), ...list.keys()], { minLength: list.length, maxLength: 2 * list.length }),
      ),
    );
  await fc.assert(
    fc.asyncProperty(deliveries, async ([list, order]) => {
      await empty();
      for (const number of [...order, ...list.keys()]) {
        const { content, atMs } = written(list[number] as Shown, number);
        const path = `users/${number}.json`;
        await tenant.put(content, { path, at: new Date(atMs).toISOString(), accept: true });
      }
      const expected = naiveProfiles(list.map((one, number) => written(one, number).snapshot));
      expect(byAccounts(await storedProfiles())).toEqual(byAccounts(expected));
    }),
    // A slow machine tries fewer.
    { numRuns: 60, interruptAfterTimeLimit: 60_000 },
  );
}, 180_000);
