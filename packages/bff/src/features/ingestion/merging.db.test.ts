import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { daysBefore, google, graph, graphPage, okta } from "../../../test/ingestion/records.ts";

const MONDAY = "2026-11-02T06:00:00.000Z";
const TUESDAY = "2026-11-03T06:00:00.000Z";
const [ONE, TWO, FORTY] = [1, 2, 40].map((days) => daysBefore(MONDAY, days)) as [string, string, string];
const test = useTestDatabase();

const scim = (id: string, userName: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  id,
  userName,
  emails: [{ value: userName, primary: true }],
});

/** User ids by the external ids of their accounts. */
async function usersOf(tenant: IngestedTenant): Promise<Record<string, string>> {
  const rows = await tenant.rows<{ external_id: string; user_id: string }>(
    "SELECT external_id, user_id FROM $schema.source_accounts",
  );
  return Object.fromEntries(rows.map((row) => [row.external_id, row.user_id]));
}

describe("accounts of one person in several sources", () => {
  it("are one user by e-mail address, whatever its case and Unicode form", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([okta("o1", FORTY, { email: "zoë.ñandú@example.com" })], { at: MONDAY });
    await tenant.put(graphPage([graph("e1", { success: TWO }, { email: "ZOË.ÑANDÚ@Example.com".normalize("NFD") })]), {
      at: MONDAY,
    });
    await tenant.put([google("g1", ONE, { email: " Zoë.Ñandú@example.com " })], { at: MONDAY });
    await tenant.put([scim("s1", "zoë.ñandú@EXAMPLE.com")], { at: MONDAY });
    const { items } = await tenant.list();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      external_id: "o1",
      last_active_at: new Date(ONE).toISOString(),
      last_active_source: "google",
      sources: ["okta", "entra", "google", "scim"],
    });
  });

  it("are one user however they arrive: together or one after the other", async () => {
    const together = await IngestedTenant.make(test);
    const email = "a@example.com";
    await together.put([okta("o", ONE, { email }), google("g", ONE, { email }), scim("s", email)], { at: MONDAY });
    expect((await together.list()).items).toHaveLength(1);
  });

  it("are one user when a few people are new in two sources, beside many who are known", async () => {
    const tenant = await IngestedTenant.make(test);
    const everybody = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const email = `p${index}@example.com`;
        return [google(`g${index}`, ONE, { email }), scim(`s${index}`, email)];
      }).flat();
    await tenant.put(everybody(60), { at: MONDAY });
    await tenant.put(everybody(64), { at: TUESDAY });
    expect((await tenant.list()).items).toHaveLength(64);
  });

  it("are disabled only if every source that knows them says so, or no longer has them", async () => {
    const tenant = await IngestedTenant.make(test);
    const email = "a@example.com";
    await tenant.put([okta("o", FORTY, { email, status: "SUSPENDED" })], { at: MONDAY });
    expect(await tenant.reasons()).toEqual({ o: "suspended" });
    await tenant.put([google("g", ONE, { email })], { at: MONDAY });
    expect(await tenant.reasons()).toEqual({ o: "active_since_cutoff" });
    await tenant.put([google("g", ONE, { email, suspended: true })], { at: TUESDAY });
    expect(await tenant.reasons()).toEqual({ o: "suspended" });
    await tenant.put([okta("o", FORTY, { email })], { at: TUESDAY });
    expect(await tenant.reasons()).toEqual({ o: "active_since_cutoff" });
  });

  it("keep the newest activity, also one seen on an account that can no longer sign in", async () => {
    const tenant = await IngestedTenant.make(test);
    const email = "a@example.com";
    await tenant.put([okta("o", ONE, { email, status: "DEPROVISIONED" })], { at: MONDAY });
    await tenant.put([google("g", FORTY, { email })], { at: MONDAY });
    expect(await tenant.user("o")).toMatchObject({ state: "active", last_active_source: "okta", days_inactive: 1 });
  });

  it("without an address stay alone", async () => {
    const tenant = await IngestedTenant.make(test);
    const nameless = { ...okta("x", ONE), profile: { login: "svc-backup" } };
    await tenant.put([nameless, { ...google("x", ONE), primaryEmail: "not an address" }], { at: MONDAY });
    expect((await tenant.list()).items).toHaveLength(2);
  });

  it("of two shapes in one integration's folder are two sources, also with equal ids and no address", async () => {
    const tenant = await IngestedTenant.make(test);
    const nameless = { ...okta("x", ONE), profile: { login: "svc-backup" } };
    await tenant.put([nameless, { ...scim("x", "svc-backup"), emails: [] }], { at: MONDAY, path: "hr/users/a.json" });
    const sources = await tenant.rows("SELECT name, kind FROM $schema.sources ORDER BY name");
    expect(sources).toEqual([
      { name: "hr", kind: "okta" },
      { name: "hr_scim", kind: "scim" },
    ]);
    expect((await tenant.list()).items).toHaveLength(2);
  });
});

describe("namesakes within one source", () => {
  it("stay two users, whether they come together or later", async () => {
    const email = "shared@example.com";
    const together = await IngestedTenant.make(test);
    await together.put([google("g1", ONE, { email }), google("g2", FORTY, { email })], { at: MONDAY });
    expect(await together.reasons()).toEqual({ g1: "active_since_cutoff", g2: "inactive_since_cutoff" });

    const later = await IngestedTenant.make(test);
    await later.put([google("g1", ONE, { email })], { at: MONDAY });
    await later.put([google("g2", FORTY, { email })], { at: TUESDAY });
    expect(await later.reasons()).toEqual({ g1: "active_since_cutoff", g2: "inactive_since_cutoff" });
  });

  it("stay apart when their facts change, and share one account of another source between them once", async () => {
    const tenant = await IngestedTenant.make(test);
    const email = "shared@example.com";
    await tenant.put([google("g1", ONE, { email }), google("g2", FORTY, { email })], { at: MONDAY });
    await tenant.put([google("g1", ONE, { email }), google("g2", ONE, { email })], { at: TUESDAY });
    await tenant.put([okta("o1", ONE, { email }), okta("o2", ONE, { email })], { at: TUESDAY });
    const users = await usersOf(tenant);
    expect(users.g1).not.toBe(users.g2);
    expect(users.o1).not.toBe(users.o2);
    expect([users.g1, users.g2]).toContain(users.o1);
  });
});

describe("an address that changes", () => {
  it("does not change the user", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([okta("o", ONE, { email: "maiden@example.com" })], { at: MONDAY });
    const before = await usersOf(tenant);
    await tenant.put([okta("o", ONE, { email: "married@example.com" })], { at: TUESDAY });
    expect(await usersOf(tenant)).toEqual(before);
    expect(await tenant.user("o")).toMatchObject({ email: "married@example.com" });
  });

  it("is where other sources' new accounts are looked for, old ones are not", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([okta("o", ONE, { email: "maiden@example.com" })], { at: MONDAY });
    await tenant.put([okta("o", ONE, { email: "married@example.com" })], { at: TUESDAY });
    await tenant.put([google("same", ONE, { email: "married@example.com" })], { at: TUESDAY });
    await tenant.put([google("heir", ONE, { email: "maiden@example.com" })], { at: TUESDAY });
    const users = await usersOf(tenant);
    expect(users.same).toBe(users.o);
    expect(users.heir).not.toBe(users.o);
  });

  it("from one account to another in one snapshot leads each newcomer to its present holder", async () => {
    const tenant = await IngestedTenant.make(test);
    const [x, y] = ["x@example.com", "y@example.com"];
    await tenant.put([okta("a", ONE, { email: x }), okta("b", ONE, { email: y })], { at: MONDAY });
    const before = await usersOf(tenant);
    await tenant.put([okta("a", ONE, { email: y }), okta("b", ONE, { email: x })], { at: TUESDAY });
    expect(await usersOf(tenant)).toEqual(before);
    await tenant.put([google("gx", ONE, { email: x }), google("gy", ONE, { email: y })], { at: TUESDAY });
    const users = await usersOf(tenant);
    expect(users.gx).toBe(users.b);
    expect(users.gy).toBe(users.a);
  });

  it("and goes to a successor in the same snapshot makes a user of its own", async () => {
    const tenant = await IngestedTenant.make(test);
    const email = "desk@example.com";
    await tenant.put([okta("old", ONE, { email })], { at: MONDAY });
    await tenant.put([okta("old", ONE, { email: "old@example.com" }), okta("new", ONE, { email })], { at: TUESDAY });
    const users = await usersOf(tenant);
    expect(users.new).not.toBe(users.old);
    await tenant.put([google("g", ONE, { email })], { at: TUESDAY });
    expect((await usersOf(tenant)).g).toBe(users.new);
  });

  it("in an older snapshot is not believed", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([okta("o", ONE, { email: "new@example.com" })], { at: TUESDAY });
    await tenant.put([okta("o", ONE, { email: "old@example.com" })], { at: MONDAY });
    expect(await tenant.user("o")).toMatchObject({ email: "new@example.com" });
  });
});
