import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { Bucket } from "../../../test/ingestion/bucket.ts";
import { IngestedTenant, NOW_MS } from "../../../test/ingestion/ingested-tenant.ts";
import { daysBefore, okta, trustx } from "../../../test/ingestion/records.ts";

const EXPORTED = "2026-08-20T00:00:00.000Z";
const COPIED = "2026-11-10T00:00:00.000Z";
const test = useTestDatabase();

describe("the instant of a snapshot", () => {
  it("is the caller's, else the object's own, else its folder's manifest, else the file's time", async () => {
    const tenant = await IngestedTenant.make(test);
    const dated = { as_of: EXPORTED, tenant: tenant.tenantId, users: [trustx("a", daysBefore(EXPORTED, 1))] };
    expect((await tenant.put(okta("o", null), { at: "2026-01-01T00:00:00.000Z" })).dataAsOf).toBe(
      "2026-01-01T00:00:00.000Z",
    );
    const manifest = { tenant: tenant.tenantId, as_of: "2026-02-01T00:00:00Z", users: 9 };
    const bucket = () => new Bucket().put(tenant.key("hr/manifest.json"), manifest);
    const folder = bucket().put(tenant.key("hr/users/o.json"), okta("p", null), COPIED);
    expect((await tenant.ingest(folder)).dataAsOf).toBe("2026-02-01T00:00:00.000Z");
    const inside = bucket().put(tenant.key("hr/users/all.json"), dated, COPIED);
    expect((await tenant.ingest(inside)).dataAsOf).toBe(EXPORTED);
    const stated = "2026-09-01T00:00:00.000Z";
    expect((await tenant.put(dated, { at: COPIED, asOf: stated })).dataAsOf).toBe(stated);
  });

  it("of a file is never later than now", async () => {
    const tenant = await IngestedTenant.make(test);
    const { dataAsOf } = await tenant.put(okta("o", null), { at: "2061-01-01T00:00:00Z" });
    expect(dataAsOf).toBe(new Date(NOW_MS).toISOString());
  });
});

describe("a manifest that arrives late", () => {
  const users = ["a", "b"].map((id) => trustx(id, daysBefore(EXPORTED, 20)));

  it("re-dates its objects: data as of falls back, ages are right, and nobody turns dormant by a copy's time", async () => {
    const tenant = await IngestedTenant.make(test);
    const bucket = new Bucket();
    for (const user of users) bucket.put(tenant.key(`users/${user.id}.json`), user, COPIED);
    expect((await tenant.ingest(bucket)).dataAsOf).toBe(COPIED);
    expect(await tenant.reasons({ inactiveDays: 30 })).toMatchObject({ a: "inactive_since_cutoff" });

    bucket.put(tenant.key("manifest.json"), { tenant: tenant.tenantId, as_of: EXPORTED, users: 2 });
    const result = await tenant.ingest(bucket);
    expect(result).toMatchObject({ users: 2, unchanged: 2, dataAsOf: EXPORTED });
    expect(await tenant.reasons({ inactiveDays: 30 })).toMatchObject({ a: "active_since_cutoff" });
    expect(await tenant.user("a")).toMatchObject({ days_inactive: 20 });
    const confirmed = await tenant.rows("SELECT DISTINCT confirmed_at FROM $schema.source_accounts");
    expect(confirmed).toEqual([{ confirmed_at: EXPORTED }]);
    expect(await tenant.rows("SELECT DISTINCT dated_by FROM $schema.ingested_objects")).toEqual([
      { dated_by: "manifest" },
    ]);
  });

  it("lets later facts through that its objects' file times would have barred", async () => {
    const tenant = await IngestedTenant.make(test);
    const bucket = new Bucket();
    for (const user of users) bucket.put(tenant.key(`users/${user.id}.json`), user, COPIED);
    await tenant.ingest(bucket);
    await tenant.ingest(
      bucket.put(tenant.key("manifest.json"), { tenant: tenant.tenantId, as_of: EXPORTED, users: 2 }),
    );
    const between = tenant.file("2026-09-10T00:00:00Z", [
      trustx("a", "2026-09-09T00:00:00Z", { display_name: "Later" }),
      ...users.slice(1),
    ]);
    await tenant.put(between, { path: "users/all.json" });
    expect(await tenant.user("a")).toMatchObject({ name: "Later", days_inactive: 1 });
  });

  it("re-dates only what it holds", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(okta("o", daysBefore(COPIED, 1)), { path: "okta/users/o.json", at: COPIED });
    const bucket = new Bucket().put(tenant.key("users/a.json"), users[0] ?? {}, COPIED);
    await tenant.ingest(bucket);
    bucket.put(tenant.key("manifest.json"), { tenant: tenant.tenantId, as_of: EXPORTED, users: 1 });
    expect((await tenant.ingest(bucket)).dataAsOf).toBe(COPIED);
    const sources = await tenant.rows("SELECT name, data_as_of FROM $schema.sources ORDER BY name");
    expect(sources).toEqual([
      { name: "okta", data_as_of: COPIED },
      { name: "trustx", data_as_of: EXPORTED },
    ]);
    // Each is measured at its own source's newest snapshot: one that stopped makes nobody dormant.
    expect(await tenant.user("a")).toMatchObject({ days_inactive: 20 });
  });
});
