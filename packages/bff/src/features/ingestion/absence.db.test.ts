import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { Bucket } from "../../../test/ingestion/bucket.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { trustx } from "../../../test/ingestion/records.ts";

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY] = [2, 3, 4, 5].map((day) => `2026-11-0${day}T06:00:00.000Z`) as [
  string,
  string,
  string,
  string,
];
const seen = "2026-11-01T12:00:00Z";
const test = useTestDatabase();

const folderOf = (tenant: IngestedTenant, asOf: string, ids: readonly string[], expected = ids.length): Bucket => {
  const bucket = new Bucket().put(tenant.key("manifest.json"), {
    tenant: tenant.tenantId,
    as_of: asOf,
    users: expected,
  });
  for (const id of ids) bucket.put(tenant.key(`users/${id}.json`), trustx(id, seen), MONDAY);
  return bucket;
};

describe("an account that is missing", () => {
  it("from a complete tenant file cannot sign in; and can again when it is back", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, [trustx("a", seen), trustx("b", seen)]));
    await tenant.put(tenant.file(TUESDAY, [trustx("a", seen)]));
    expect(await tenant.reasons()).toEqual({ a: "active_since_cutoff", b: "absent_from_snapshot" });
    const gone = await tenant.user("b");
    const back = await tenant.put(tenant.file(WEDNESDAY, [trustx("a", seen), trustx("b", seen)]));
    expect(back.unchanged).toBe(1);
    expect(await tenant.reasons()).toEqual({ a: "active_since_cutoff", b: "active_since_cutoff" });
    expect((await tenant.user("b")).user_id).toBe(gone.user_id);
  });

  it("from a page, a list or another object is not missing", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([trustx("a", seen), trustx("b", seen)], { at: MONDAY });
    await tenant.put([trustx("a", seen)], { at: TUESDAY });
    await tenant.put(trustx("a", seen), { at: WEDNESDAY });
    expect(await tenant.reasons()).toEqual({ a: "active_since_cutoff", b: "active_since_cutoff" });
  });

  it("from a file dated earlier than what is known of it is not missing", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([trustx("a", seen), trustx("b", seen)], { at: WEDNESDAY });
    await tenant.put(tenant.file(TUESDAY, [trustx("a", seen)]));
    expect(await tenant.reasons()).toMatchObject({ b: "active_since_cutoff" });
  });

  it("stays so when an older object of it comes late, which still teaches its activity", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(WEDNESDAY, [trustx("a", seen)]));
    await tenant.put(trustx("late", "2026-10-30T12:00:00Z"), { path: "users/late.json", at: TUESDAY });
    expect(await tenant.reasons()).toMatchObject({ late: "absent_from_snapshot" });
    expect(await tenant.user("late")).toMatchObject({ last_active_at: "2026-10-30T12:00:00.000Z" });
    await tenant.put(trustx("late", "2026-10-30T12:00:00Z"), { path: "users/late.json", at: THURSDAY });
    expect(await tenant.reasons()).toMatchObject({ late: "active_since_cutoff" });
  });

  it("from a complete snapshot that comes late is judged by the newer one", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(WEDNESDAY, [trustx("a", seen), trustx("b", seen)]));
    await tenant.put(tenant.file(MONDAY, [trustx("a", seen)]));
    expect(await tenant.reasons()).toMatchObject({ b: "active_since_cutoff" });
  });

  it("because its record was set aside is there all the same, and takes facts that come between", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, [trustx("a", seen), trustx("b", seen)]));
    const bad = await tenant.put(tenant.file(WEDNESDAY, [trustx("a", seen), trustx("b", "yesterday")]));
    expect(bad.quarantined).toMatchObject([{ position: 1, reason: "invalid_date", externalId: "b" }]);
    expect(await tenant.reasons()).toMatchObject({ b: "active_since_cutoff" });
    await tenant.put([trustx("b", seen, { display_name: "Renamed" })], { at: TUESDAY, path: "users/b.json" });
    expect((await tenant.user("b")).name).toBe("Renamed");
  });

  it("cannot be told where a record without a usable id was set aside", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, [trustx("a", seen), trustx("b", seen)]));
    await tenant.put(tenant.file(TUESDAY, [trustx("a", seen), { ...trustx("b", seen), id: null }]));
    expect(await tenant.reasons()).toMatchObject({ b: "active_since_cutoff" });
  });

  it("is told of a list that shows nobody any more", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(tenant.file(MONDAY, [trustx("a", seen), trustx("b", seen)]));
    await tenant.put(tenant.file(TUESDAY, []));
    expect(await tenant.reasons()).toEqual({ a: "absent_from_snapshot", b: "absent_from_snapshot" });
  });

  it("from one integration is still there in another", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(trustx("a", seen), { path: "hr/users/a.json", at: MONDAY });
    await tenant.put(tenant.file(MONDAY, [trustx("z", seen)]), { path: "crm/users/all.json" });
    await tenant.put(tenant.file(TUESDAY, []), { path: "crm/users/all.json" });
    expect(await tenant.reasons()).toEqual({ a: "active_since_cutoff", z: "absent_from_snapshot" });
  });
});

describe("a folder with a manifest", () => {
  it("marks absence when it holds as many users as it says", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.ingest(folderOf(tenant, MONDAY, ["a", "b", "c"]));
    await tenant.ingest(folderOf(tenant, TUESDAY, ["a", "b"]));
    expect(await tenant.reasons()).toMatchObject({ c: "absent_from_snapshot" });
  });

  it("marks none when objects are missing, a user is there twice, or one cannot be read", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.ingest(folderOf(tenant, MONDAY, ["a", "b", "c"]));
    const twice = folderOf(tenant, TUESDAY, ["a", "b"], 3).put(tenant.key("users/a2.json"), trustx("a", seen));
    const broken = folderOf(tenant, TUESDAY, ["a", "b"], 2).put(tenant.key("users/x.json"), '{"id": "x", "ev');
    for (const bucket of [folderOf(tenant, TUESDAY, ["a", "b"], 3), twice, broken]) {
      await tenant.ingest(bucket);
      expect(await tenant.reasons()).toMatchObject({ c: "active_since_cutoff" });
    }
  });

  it("is read first, also where only its objects, or only itself, were named", async () => {
    for (const name of ["users/a.json", "manifest.json"]) {
      const tenant = await IngestedTenant.make(test);
      const bucket = folderOf(tenant, TUESDAY, ["a"]);
      const result = await tenant.ingest(bucket, { objects: [await bucket.describe(tenant.key(name))] });
      expect(result).toMatchObject({ objects: 1, dataAsOf: TUESDAY });
    }
  });

  it("that cannot be read holds its objects back and says so", async () => {
    const tenant = await IngestedTenant.make(test);
    const result = await tenant.ingest(folderOf(tenant, "soon", ["a", "b"]));
    expect(result).toMatchObject({ objects: 0, refused: [{ reason: "invalid_manifest" }] });
    expect(result.refused[0]?.message).toContain("2 objects wait for it");
  });

  it("of one integration says nothing of the others", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(trustx("root", seen), { at: MONDAY });
    const folder = (asOf: string, ids: readonly string[]) => {
      const bucket = new Bucket().put(tenant.key("crm/manifest.json"), {
        tenant: tenant.tenantId,
        as_of: asOf,
        users: ids.length,
      });
      for (const id of ids) bucket.put(tenant.key(`crm/users/${id}.json`), trustx(id, seen), MONDAY);
      return bucket;
    };
    await tenant.ingest(folder(TUESDAY, ["c", "d"]));
    await tenant.ingest(folder(WEDNESDAY, ["c"]));
    expect(await tenant.reasons()).toEqual({
      root: "active_since_cutoff",
      c: "active_since_cutoff",
      d: "absent_from_snapshot",
    });
  });
});
