import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { Bucket } from "../../../test/ingestion/bucket.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { google, graph, okta, trustx } from "../../../test/ingestion/records.ts";
import { TenantNotFoundError } from "../../db/index.ts";
import { ObjectStoreError } from "./object-store.ts";

const MONDAY = "2026-11-02T06:00:00.000Z";
const seen = "2026-11-01T12:00:00Z";
const test = useTestDatabase();

/** A tenant with two users, and what it holds. */
async function filled() {
  const tenant = await IngestedTenant.make(test);
  await tenant.put(tenant.file(MONDAY, [trustx("a", seen), trustx("b", seen)]));
  return { tenant, before: await tenant.dump() };
}

const many = (count: number, more: (number: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, number) => trustx(`m${number}`, seen, more(number)));

describe("an object that cannot be taken", () => {
  const gz = gzipSync(JSON.stringify(many(500)));
  const lines = many(1_500).map((user) => JSON.stringify(user));

  it.each<[string, string | Buffer, string]>([
    ["malformed", '{"users": [{"id": "x", ]}', "invalid_json"],
    ["malformed after many good records", `[${lines.join(",")},{"id": nonsense}]`, "invalid_json"],
    ["cut", `[${lines.join(",")}`, "truncated"],
    ["cut in its compression", gz.subarray(0, gz.length - 40), "truncated_gzip"],
    ["damaged in its compression", Buffer.concat([gz.subarray(0, 200), gz.subarray(210)]), "corrupt_gzip"],
    ["of another shape", "<html>Sign in</html>", "not_json"],
    ["empty", "", "empty"],
    ["not UTF-8", Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0x22, 0x5d]), "not_utf8"],
    ["two lists", '{"users": [], "value": []}', "ambiguous_list"],
    ["dated by nonsense", '{"tenant": null, "as_of": "soon", "users": []}', "invalid_envelope"],
  ])("because it is %s is refused whole, with its reason, and leaves nothing", async (_name, content, reason) => {
    const { tenant, before } = await filled();
    const result = await tenant.put(content, { at: MONDAY });
    expect(result).toMatchObject({ objects: 0, users: 0, refused: [{ object: tenant.key("users/a.json"), reason }] });
    expect(result.refused[0]?.message).toContain(tenant.key("users/a.json"));
    expect(await tenant.dump()).toEqual(before);
  });

  it("because it, one record of it, its key or its manifest names another tenant is refused whole", async () => {
    const { tenant, before } = await filled();
    const foreign = { tenant: "somebody_else", as_of: MONDAY, users: many(3) };
    const late = [...many(1_500), { ...trustx("spy", seen), tenant: "somebody_else" }];
    for (const content of [foreign, late]) {
      expect((await tenant.put(content, { at: MONDAY })).refused).toMatchObject([{ reason: "foreign_tenant" }]);
    }
    const bucket = new Bucket()
      .put("tenant_somebody_else/users/x.json", trustx("x", seen))
      .put(tenant.key("hr/manifest.json"), { tenant: "somebody_else", as_of: MONDAY, users: 1 })
      .put(tenant.key("hr/users/x.json"), trustx("x", seen))
      .put("tenant_Some.Body/users/x.json", trustx("x", seen))
      .put(tenant.key("a/b/users/x.json"), trustx("x", seen));
    const { refused } = await tenant.ingest(bucket);
    expect(refused.map(({ reason }) => reason).toSorted()).toEqual([
      "foreign_tenant",
      "foreign_tenant",
      "invalid_tenant",
      "not_under_users",
    ]);
    expect(await tenant.dump()).toEqual(before);
  });

  it("because nearly nothing in it is a user is refused before its faults fill the memory", async () => {
    const tenant = await IngestedTenant.make(test);
    const result = await tenant.put(`${JSON.stringify(trustx("a", seen))}\n${"nonsense\n".repeat(10_001)}`, {
      path: "users/a.jsonl",
    });
    expect(result).toMatchObject({ users: 0, quarantined: [], refused: [{ reason: "too_many_unusable" }] });
  });

  it("does not keep the others out", async () => {
    const { tenant } = await filled();
    const bucket = new Bucket()
      .put(tenant.key("users/1.json"), trustx("c", seen), MONDAY)
      .put(tenant.key("users/2.json"), `[${lines.join(",")},`, MONDAY)
      .put(tenant.key("users/3.json"), trustx("d", seen), MONDAY);
    expect(await tenant.ingest(bucket)).toMatchObject({ objects: 2, users: 2, refused: [{ reason: "truncated" }] });
    expect(Object.keys(await tenant.reasons()).toSorted()).toEqual(["a", "b", "c", "d"]);
  });

  it("because it is no user object is passed over, and named alone is refused", async () => {
    const tenant = await IngestedTenant.make(test);
    const bucket = new Bucket().put("export.json", trustx("a", seen), MONDAY).put("README.md", "# Export");
    expect(await tenant.ingest(bucket)).toMatchObject({ users: 1, ignored: ["README.md"], refused: [] });
    const alone = new Bucket().put("README.md", "# Export");
    expect(await tenant.ingest(alone)).toMatchObject({ refused: [{ reason: "not_json" }], ignored: [] });
  });
});

describe("a bad record", () => {
  it("is set aside with its place and reason, and the rest goes in; again changes nothing", async () => {
    const tenant = await IngestedTenant.make(test);
    const records = [
      trustx("good", seen),
      trustx("good", seen, { display_name: "Twice" }),
      trustx("when", "31.12.2025"),
      { ...trustx("x", seen), id: undefined },
      { ...trustx("x", seen), id: ["x"] },
      trustx("flag", seen, { is_bot: "perhaps" }),
      { colour: "green" },
      "text",
      trustx("last", seen),
    ];
    const result = await tenant.put(records, { at: MONDAY });
    expect(result).toMatchObject({ objects: 1, users: 2, refused: [] });
    const object = tenant.key("users/a.json");
    expect(result.quarantined).toEqual([
      { object, position: 1, reason: "duplicate_id", field: "id", externalId: "good" },
      { object, position: 2, reason: "invalid_date", field: "last_active_at", externalId: "when" },
      { object, position: 3, reason: "missing_id", field: "id" },
      { object, position: 4, reason: "invalid_id", field: "id" },
      { object, position: 5, reason: "invalid_field", field: "is_bot", externalId: "flag" },
      { object, position: 6, reason: "unrecognised_shape" },
      { object, position: 7, reason: "unrecognised_shape" },
    ]);
    expect(await tenant.user("good")).toMatchObject({ name: "Person good" });
    const stored = await tenant.rows("SELECT position FROM $schema.quarantined_records ORDER BY position");
    expect(stored.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const before = await tenant.dump();
    expect(await tenant.put(records, { at: MONDAY })).toMatchObject({ users: 2, unchanged: 2 });
    expect(await tenant.dump()).toEqual(before);
  });
});

describe("text", () => {
  const evil = `Robert'); DROP TABLE user_profiles; --\\"$1 %s {{7*7}} <script>`;

  it("that is SQL in every field is stored as it is, and nothing else happens", async () => {
    const { tenant, before } = await filled();
    const fields = ["display_name", "department", "title", "manager", "team", "name", "status", "account_type"];
    const trusted = trustx(evil, seen, Object.fromEntries(fields.map((field) => [field, evil])));
    const records = [
      { ...trusted, email: "o'brien@example.com", groups: [evil], licences: [evil], roles: [evil] },
      { ...okta(`${evil} 2`, seen), profile: { login: evil, firstName: evil, lastName: evil, userType: evil } },
      { ...graph(`${evil} 3`, { success: seen }), displayName: evil, memberOf: [{ displayName: evil }] },
      { ...google(`${evil} 4`, seen), orgUnitPath: evil, organizations: [{ title: evil, department: evil }] },
    ];
    const result = await tenant.put(records, { at: MONDAY, path: `users/${evil.replaceAll(/[\\/]/g, "")}.json` });
    expect(result).toMatchObject({ users: 4, quarantined: [], refused: [] });
    expect(await tenant.user(evil)).toMatchObject({ external_id: evil, name: evil, email: "o'brien@example.com" });
    expect((await tenant.dump()).user_profiles).toHaveLength((before.user_profiles?.length ?? 0) + 4);
    expect((await tenant.list({ filter: { text: "'); DROP" } })).total).toBe(4);
    await tenant.change((settings) => ({
      ...settings,
      exemptions: [{ kind: "group", value: evil, reason: "hostile", until: null }],
    }));
    expect((await tenant.reasons())[evil]).toBe("exempt_group");
  });

  it("in any script is kept, NFC, and NUL, lone surrogates and the like are no way to break in", async () => {
    const tenant = await IngestedTenant.make(test);
    const names = ["Zoë Ñandú", "李小龍", "محمد علي", "Ωμέγα", "👩‍🚀 Astro", "I\u0307stanbul"];
    const content = names.map((display_name, number) => trustx(`u${number}`, seen, { display_name }));
    expect(await tenant.put(content, { at: MONDAY })).toMatchObject({ users: names.length });
    const stored = (await tenant.list({ sort: "email" })).items.map((user) => user.name);
    expect(stored).toEqual(names.map((name) => name.normalize("NFC")));
    const raw = `[{"id":"n","email":"n@example.com","display_name":"a\\u0000b\\ud800c","events":[],"department":"\\udfff"},
      {"id":"\\u0000","email":"x@example.com","display_name":"x"},{"id":"\\ud800","email":"y@example.com","display_name":"y"}]`;
    const result = await tenant.put(raw, { at: MONDAY, path: "users/raw.json" });
    expect(result.quarantined.map(({ reason }) => reason)).toEqual(["invalid_id", "invalid_id"]);
    expect((await tenant.user("n")).name).toBe("a b\ufffdc");
  });
});

describe("a run that breaks off", () => {
  it("in the middle of an object leaves nothing of it: not in the tables, not in the temporary ones", async () => {
    const { tenant, before } = await filled();
    const bucket = new Bucket().put(tenant.key("users/many.json"), many(2_500), MONDAY);
    const open = bucket.open.bind(bucket);
    let reads = 0;
    bucket.open = async function* (object) {
      for await (const chunk of open(object)) {
        reads += 1;
        if (reads > 4) throw new Error("the cable was pulled");
        yield chunk;
      }
    };
    await expect(tenant.ingest(bucket)).rejects.toThrow("the cable was pulled");
    expect(await tenant.dump()).toEqual(before);
    expect(await tenant.rows("SELECT relname FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'")).toEqual([]);
    expect((await tenant.put(many(10), { at: MONDAY })).users).toBe(10);
  });

  it("because nobody waits any longer, or the store fails, leaves whole objects only", async () => {
    const { tenant, before } = await filled();
    const bucket = new Bucket().put(tenant.key("users/many.json"), many(10), MONDAY);
    await expect(tenant.ingest(bucket, { signal: AbortSignal.abort() })).rejects.toThrow();
    bucket.open = () => {
      throw new ObjectStoreError("unreachable", "many.json", "the bucket does not answer");
    };
    expect(await tenant.ingest(bucket)).toMatchObject({ refused: [{ reason: "unreachable" }] });
    expect(await tenant.dump()).toEqual(before);
  });

  it("is told of a tenant that is not there before anything is read", async () => {
    const tenant = await IngestedTenant.make(test);
    Object.assign(tenant, { tenantId: "nobody_here" });
    const bucket = new Bucket();
    // biome-ignore lint/correctness/useYield: it fails before it could
    bucket.list = async function* () {
      throw new Error("listed");
    };
    await expect(tenant.ingest(bucket)).rejects.toBeInstanceOf(TenantNotFoundError);
  });
});

it("lets two runs at once end as one after the other would", async () => {
  const tenant = await IngestedTenant.make(test);
  const older = tenant.file("2026-11-01T00:00:00Z", [trustx("a", null), trustx("b", null), trustx("c", null)]);
  const newer = tenant.file(MONDAY, [trustx("a", seen), trustx("d", seen)]);
  const outcomes = await Promise.allSettled(
    [older, newer, older, newer].map((content, number) => tenant.put(content, { path: `users/${number}.json` })),
  );
  expect(outcomes.map((outcome) => (outcome.status === "rejected" ? `${outcome.reason}` : "ok"))).toEqual(
    Array(4).fill("ok"),
  );
  expect(await tenant.reasons()).toEqual({
    a: "active_since_cutoff",
    b: "absent_from_snapshot",
    c: "absent_from_snapshot",
    d: "active_since_cutoff",
  });
});
