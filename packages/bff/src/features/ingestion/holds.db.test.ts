import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { Bucket } from "../../../test/ingestion/bucket.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { daysBefore, okta, trustx } from "../../../test/ingestion/records.ts";

const MONDAY = "2026-11-02T06:00:00.000Z";
const TUESDAY = "2026-11-03T06:00:00.000Z";
const later = (days: number): string => daysBefore(MONDAY, -days);
const test = useTestDatabase();

const people = (count: number, lastActiveAt: string | null, from = 0) =>
  Array.from({ length: count }, (_, number) => trustx(`p${from + number}`, lastActiveAt));

const page = (count: number, lastLogin: string, from = 0) =>
  Array.from({ length: count }, (_, number) => okta(`p${from + number}`, lastLogin));

async function expectHeld(tenant: IngestedTenant, content: object, reason: string, at = TUESDAY): Promise<void> {
  const before = await tenant.dump();
  const held = await tenant.put(content, { at });
  expect(held).toMatchObject({ objects: 0, users: 0, unchanged: 0, held: [{ reason, objects: 1 }] });
  const { ingested_objects: objects, ...facts } = await tenant.dump();
  const { ingested_objects: objectsBefore, ...factsBefore } = before;
  expect(facts).toEqual(factsBefore);
  expect(objects).toHaveLength((objectsBefore?.length ?? 0) + 1);
  const [audited] = await tenant.rows(
    "SELECT action, actor, detail FROM $schema.audit_log ORDER BY audit_id DESC LIMIT 1",
  );
  expect(audited).toMatchObject({ action: "snapshot_held", actor: "test", detail: { reason } });
  const [recorded] = await tenant.rows("SELECT held_reason, users FROM $schema.ingested_objects WHERE status = 'held'");
  expect(recorded).toEqual({ held_reason: held.held[0]?.detail, users: 0 });
}

async function expectAccepted(tenant: IngestedTenant, content: object, at = TUESDAY): Promise<void> {
  expect(await tenant.put(content, { at, accept: true })).toMatchObject({ objects: 1, held: [] });
  expect(await tenant.rows("SELECT FROM $schema.ingested_objects WHERE status = 'held'")).toEqual([]);
  const [audited] = await tenant.rows("SELECT detail FROM $schema.audit_log ORDER BY audit_id DESC LIMIT 1");
  expect(audited).toMatchObject({ detail: { accept: true } });
}

describe("a feed that shrinks suddenly", () => {
  it("is held with nothing applied, told, recorded and audited, until it is accepted", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(40, MONDAY)));
    const shrunk = tenant.file(TUESDAY, people(30, MONDAY));
    await expectHeld(tenant, shrunk, "source_shrank");
    expect((await tenant.put(shrunk)).held[0]?.detail).toBe("10 of 40 accounts of trustx are missing (limit 20%)");
    await expectAccepted(tenant, shrunk);
    expect((await tenant.list()).counts).toMatchObject({ active: 30, disabled: 10 });
  });

  it("is held also when hardly anybody, or nobody, is left of it", async () => {
    for (const left of [3, 0]) {
      const tenant = await IngestedTenant.make(test);
      await tenant.put(tenant.file(MONDAY, people(40, MONDAY)));
      await expectHeld(tenant, tenant.file(TUESDAY, people(left, MONDAY)), "source_shrank");
    }
  });

  it("is held also when as many strangers have come", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(40, MONDAY)));
    await expectHeld(tenant, tenant.file(TUESDAY, people(40, MONDAY, 20)), "source_shrank");
  });

  it("is not held for a few leavers, however small the tenant, nor for what its page leaves out", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(6, MONDAY)));
    expect((await tenant.put(tenant.file(TUESDAY, people(2, MONDAY)))).held).toEqual([]);
    const pages = await IngestedTenant.make(test);
    await pages.put(page(40, MONDAY), { at: MONDAY });
    expect((await pages.put(page(10, MONDAY), { at: TUESDAY })).held).toEqual([]);
  });
});

describe("a feed that stalls", () => {
  it("is held when its newest activity stays behind for longer than the limit", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(page(20, daysBefore(MONDAY, 1)), { at: MONDAY });
    const same = page(20, daysBefore(MONDAY, 1));
    expect((await tenant.put(same, { at: later(5) })).held).toEqual([]);
    await expectHeld(tenant, same, "feed_stalled", later(8));
    await expectAccepted(tenant, same, later(8));
    // Somebody looked: it is not asked about every day.
    expect((await tenant.put(same, { at: later(9) })).held).toEqual([]);
  });

  it("is not held while anybody is active, nor where nobody was for long", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(page(20, daysBefore(MONDAY, 1)), { at: MONDAY });
    const one = [...page(19, daysBefore(MONDAY, 1)), okta("p19", later(12))];
    expect((await tenant.put(one, { at: later(12) })).held).toEqual([]);
    const quiet = await IngestedTenant.make(test);
    await quiet.put(page(20, daysBefore(MONDAY, 100)), { at: MONDAY });
    expect((await quiet.put(page(20, daysBefore(MONDAY, 100)), { at: later(20) })).held).toEqual([]);
  });
});

describe("a snapshot that makes the dormant share jump", () => {
  const mixed = (quiet: number) => [...page(quiet, daysBefore(MONDAY, 20)), ...page(40 - quiet, MONDAY, quiet)];

  it("is held, and applied once accepted", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(mixed(12), { at: MONDAY });
    const jump = [...page(39, MONDAY).slice(12), okta("p39", later(11))];
    await expectHeld(tenant, jump, "dormant_share_rose", later(11));
    await expectAccepted(tenant, jump, later(11));
    expect((await tenant.list()).counts).toMatchObject({ dormant: 12, active: 28 });
  });

  it("is not held within the limits, which are settings", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(mixed(12), { at: MONDAY });
    await tenant.change((settings) => ({
      ...settings,
      hold_limits: { ...settings.hold_limits, max_dormant_share_rise: 0.5, max_stall_days: 30 },
    }));
    expect((await tenant.put(page(40, MONDAY).slice(12), { at: later(11) })).held).toEqual([]);
  });

  it("is not held for those who come with a page: a first import's pages never hold each other", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(page(20, MONDAY), { at: MONDAY });
    const old = page(60, daysBefore(MONDAY, 400), 20);
    expect((await tenant.put(old, { at: MONDAY, path: "users/2.json" })).held).toEqual([]);
    expect((await tenant.list()).counts).toMatchObject({ dormant: 60, active: 20 });
  });

  it("is held when a complete list brings them", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(20, MONDAY)));
    const all = tenant.file(TUESDAY, [...people(20, TUESDAY), ...people(60, daysBefore(MONDAY, 400), 20)]);
    await expectHeld(tenant, all, "dormant_share_rose");
  });
});

describe("what is never held", () => {
  it("is a tenant's or a source's first snapshot, whatever it shows", async () => {
    const tenant = await IngestedTenant.make(test);
    expect((await tenant.put(tenant.file(MONDAY, people(30, null)))).held).toEqual([]);
    const active = await IngestedTenant.make(test);
    await active.put(active.file(MONDAY, people(30, MONDAY)));
    expect((await active.put(page(60, daysBefore(MONDAY, 400), 50), { at: MONDAY })).held).toEqual([]);
  });

  it("is one object of several, because of another that is", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(40, MONDAY)));
    const bucket = new Bucket()
      .put(tenant.key("users/all.json"), tenant.file(TUESDAY, people(10, MONDAY)))
      .put(tenant.key("users/one.json"), okta("new", MONDAY), MONDAY);
    const result = await tenant.ingest(bucket);
    expect(result).toMatchObject({ objects: 1, users: 1, held: [{ reason: "source_shrank", objects: 1 }] });
    expect(await tenant.reasons()).toMatchObject({ new: "active_since_cutoff", p39: "active_since_cutoff" });
  });
});

describe("what is told of a snapshot that waits", () => {
  const waiting = async (tenant: IngestedTenant) =>
    (await tenant.list()).warnings.filter(({ code }) => code === "snapshot_held");
  const generation = async (tenant: IngestedTenant) =>
    Number(
      (await tenant.rows<{ generation: string }>("SELECT generation FROM $schema.answer_generation"))[0]?.generation,
    );

  it("is the newest of each source, whatever others deliver, until that one delivers something newer", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(40, MONDAY)));
    await tenant.put(page(20, MONDAY, 50), { at: MONDAY, path: "okta/users/a.json" });
    expect(await waiting(tenant)).toEqual([]);
    await tenant.put(tenant.file(TUESDAY, people(30, MONDAY)));
    await tenant.put(tenant.file(later(2), people(20, MONDAY)));
    await tenant.put(page(20, later(2), 50), { at: later(3), path: "okta/users/b.json" });
    expect(await waiting(tenant)).toEqual([
      {
        code: "snapshot_held",
        source: "trustx",
        message:
          "The snapshot of 2026-11-04T06:00:00.000Z is held until somebody accepts it: 20 of 40 accounts of trustx are missing (limit 20%).",
        data_as_of: "2026-11-04T06:00:00.000Z",
        detail: "20 of 40 accounts of trustx are missing (limit 20%).",
      },
    ]);
    await tenant.put(tenant.file(later(4), people(40, later(3))));
    expect(await waiting(tenant)).toEqual([]);
  });

  it("names the one source that a rise of the dormant share came with, and ends as it is accepted", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(20, MONDAY)));
    const jump = tenant.file(TUESDAY, [...people(20, TUESDAY), ...people(60, daysBefore(MONDAY, 400), 20)]);
    await tenant.put(jump);
    expect(await waiting(tenant)).toMatchObject([{ source: "trustx", data_as_of: TUESDAY }]);
    await tenant.put(jump, { accept: true });
    expect(await waiting(tenant)).toEqual([]);
  });

  it("renews the answers that readers keep", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, people(40, MONDAY)));
    const before = await generation(tenant);
    await tenant.put(tenant.file(TUESDAY, people(30, MONDAY)));
    expect(await generation(tenant)).toBeGreaterThan(before);
  });
});
