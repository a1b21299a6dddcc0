import { type TenantId, UserId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import {
  AS_OF,
  dormantUsers,
  ingestPeople,
  openServices,
  type Person,
  person,
} from "../../../test/analysis/analysed-tenant.ts";
import { listObjects } from "../../../test/harness/catalogue.ts";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { withAdmin } from "../../db/admin-transaction.ts";
import { schemaOf } from "../../db/tenant-schema.ts";
import { makeDecisions } from "../decisions/make-decisions.ts";
import { executeRun, startRun } from "../runs/index.ts";
import { eraseUser } from "./erase-user.ts";
import { ErasureKeys } from "./erasure-keys.ts";

const test = useTestDatabase();
const NOW = Date.parse(AS_OF);
const SECRET = "the erasure key of this test, quite long";
const keys = new ErasureKeys([SECRET]);
const PEOPLE = Array.from({ length: 12 }, (_, index) => person(index, 60 + index));
const [ada] = PEOPLE as [Person];

async function tenantOfPeople(erasureKeys = keys) {
  const tenantId = await test.createTenant();
  const services = await openServices(test.database, {}, { erasureKeys: async () => erasureKeys });
  await ingestPeople(services, tenantId, PEOPLE);
  return { tenantId, services };
}

async function analyse({ tenantId, services }: Awaited<ReturnType<typeof tenantOfPeople>>) {
  const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
  return executeRun(services, tenantId, run.id);
}

async function idOf(tenantId: TenantId, { id }: Person): Promise<UserId | undefined> {
  const sql = rawSql<{ user_id: UserId }>(`select user_id from $schema.user_profiles where external_id = '${id}'`);
  return (await test.database.withTenant(tenantId, (tx) => tx.find(sql)))?.user_id;
}

const erase = (tenantId: TenantId, userId: UserId, by = keys) =>
  test.database.withTenant(tenantId, (tx) => eraseUser(tx, userId, { actor: "dpo", requestId: undefined, keys: by }));

/** Every table of the tenant in which a word stands in any column. */
async function tablesWith(tenantId: TenantId, words: readonly string[]): Promise<string[]> {
  const schema = schemaOf(tenantId);
  return withAdmin(test.connections, async (client) => {
    const found: string[] = [];
    for (const { kind, name } of await listObjects(client, schema)) {
      if (kind !== "table") continue;
      const { rows } = await client.query(
        `select from ${schema}.${name} as t where lower(t::text) like any ($1) limit 1`,
        [words.map((word) => `%${word.toLowerCase()}%`)],
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  });
}

describe("erasing a user", () => {
  it("leaves no trace in any table: the log and the receipt know an id that leads nowhere", async () => {
    const opened = await tenantOfPeople();
    const { tenantId } = opened;
    await analyse(opened);
    const id = (await idOf(tenantId, ada)) as UserId;
    const context = { tenant: tenantId, actor: "test", requestId: undefined, nowMs: NOW, published: true };
    const decision = { kind: "exempt" as const, reason: `${ada.name} is on leave`, users: [{ user_id: id }] };
    await test.database.withTenant(tenantId, (tx) => makeDecisions(tx, decision, context));
    const insert = `insert into $schema.quarantined_records (object_key, content_hash, position, reason, external_id)
      values ('x', 'x', 0, 'invalid_date', '${ada.id}');`;
    const object = `insert into $schema.ingested_objects (object_key, content_hash, snapshot_at, dated_by, status)
      values ('tenant_x/users/${ada.id}.json', 'x', now(), 'modified', 'applied')`;
    for (const sql of [insert, object]) await test.database.withTenant(tenantId, (tx) => tx.execute(rawSql(sql)));
    const words = [ada.name, ada.email, ada.id];
    expect(await tablesWith(tenantId, words)).toEqual(
      expect.arrayContaining(["source_accounts", "user_profiles", "tenant_settings", "decisions", "ingested_objects"]),
    );
    const receipt = await erase(tenantId, id);
    expect(await tablesWith(tenantId, words)).toEqual([]);
    expect(await tablesWith(tenantId, [id])).toEqual(["audit_log", "erasures"]);
    expect(receipt).toMatchObject({ user_id: id, erased_by: "dpo", tombstones: 2 });
    expect(receipt.removed).toMatchObject({
      user_profiles: 1,
      source_accounts: 1,
      account_activity: 1,
      user_embeddings: 1,
      user_insights: 1,
      rag_analysis_history: 1,
      decisions: 1,
      event_outbox: 1,
      quarantined_records: 1,
    });
    expect(await erase(tenantId, id)).toEqual(receipt);
  });

  it("keeps the next snapshot from bringing the user back, under another id or in another source, and others not", async () => {
    const { tenantId, services } = await tenantOfPeople();
    await erase(tenantId, (await idOf(tenantId, ada)) as UserId);
    const again = [...PEOPLE, { ...ada, id: "ZQ-999", name: "Somebody Else" }, person(50, 70)];
    await expect(ingestPeople(services, tenantId, again, "2026-11-21T00:00:00.000Z")).rejects.toThrow(
      `took in ${again.length - 2} of ${again.length}`,
    );
    expect(await idOf(tenantId, ada)).toBeUndefined();
    expect(await idOf(tenantId, { ...ada, id: "ZQ-999" })).toBeUndefined();
    expect(await idOf(tenantId, person(50, 70))).toBeDefined();
    expect(await tablesWith(tenantId, [ada.name, ada.email, ada.id])).toEqual([]);
    // The snapshot is complete all the same: who is missing from it is absent.
    const rest = PEOPLE.slice(0, -1);
    await expect(ingestPeople(services, tenantId, rest, "2026-11-22T00:00:00.000Z")).rejects.toThrow("took in");
    const last = PEOPLE.at(-1) as Person;
    const present = rawSql<{ present: boolean }>(
      `select present from $schema.source_accounts where external_id = '${last.id}'`,
    );
    expect(await test.database.withTenant(tenantId, (tx) => tx.get(present))).toEqual({ present: false });
  });

  it("holds under a new key as long as the old one is named, and refuses to ingest when it is not", async () => {
    const { tenantId, services } = await tenantOfPeople();
    await erase(tenantId, (await idOf(tenantId, ada)) as UserId);
    const newer = "another secret that is at least as long";
    const rotated = { ...services, erasureKeys: async () => new ErasureKeys([newer, SECRET]) };
    await expect(ingestPeople(rotated, tenantId, PEOPLE, "2026-11-21T00:00:00.000Z")).rejects.toThrow(
      "took in 11 of 12",
    );
    for (const erasureKeys of [async () => new ErasureKeys([newer]), async () => undefined]) {
      const lost = { ...services, erasureKeys };
      await expect(ingestPeople(lost, tenantId, PEOPLE, "2026-11-22T00:00:00.000Z")).rejects.toMatchObject({
        code: "unavailable",
      });
    }
    expect(await idOf(tenantId, ada)).toBeUndefined();
  });

  it("of another tenant, or of nobody, is not found", async () => {
    const { tenantId } = await tenantOfPeople();
    const other = await test.createTenant();
    const id = (await idOf(tenantId, ada)) as UserId;
    await expect(erase(other, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(erase(tenantId, UserId.parse(crypto.randomUUID()))).rejects.toMatchObject({ code: "not_found" });
    expect(await idOf(tenantId, ada)).toBe(id);
  });

  it("in the middle of a run lets the run end, without the user and with all the others", async () => {
    const opened = await tenantOfPeople();
    const { tenantId, services } = opened;
    const [first, second] = (await dormantUsers(test.database, tenantId)) as [UserId, UserId];
    const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
    let erased: Promise<unknown> | undefined;
    const ended = await executeRun(services, tenantId, run.id, {
      onProgress: (progress) => {
        if (progress.analysed > 0) erased ??= Promise.all([erase(tenantId, first), erase(tenantId, second)]);
      },
    });
    await erased;
    expect(ended).toMatchObject({ status: "succeeded", failed: 0 });
    const left = await dormantUsers(test.database, tenantId);
    expect(left).toHaveLength(PEOPLE.length - 2);
    expect(await tablesWith(tenantId, [first, second])).toEqual(["audit_log", "erasures"]);
    expect(await analyse(opened)).toMatchObject({ status: "succeeded", dormant: left.length });
  });
});
