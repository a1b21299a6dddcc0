import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { Bucket } from "../../../test/ingestion/bucket.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { daysBefore, graph, graphPage, okta, type SignIns, trustx } from "../../../test/ingestion/records.ts";

const MONDAY = "2026-11-02T06:00:00.000Z";
const TUESDAY = "2026-11-03T06:00:00.000Z";
const WEDNESDAY = "2026-11-04T06:00:00.000Z";
const ago = (days: number): string => daysBefore(MONDAY, days);
const iso = (text: string): string => new Date(text).toISOString();
const test = useTestDatabase();

const signedIn = async (...snapshots: readonly (readonly [string, SignIns | undefined])[]) => {
  const tenant = await IngestedTenant.make(test);
  for (const [at, signIns] of snapshots) await tenant.put(graphPage([graph("e", signIns)]), { at });
  return tenant.user("e");
};

describe("a Graph export", () => {
  it("without sign-in activity says nothing of anybody, until another page of it does", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(graphPage([graph("a", undefined), graph("b", undefined)]), { at: MONDAY });
    expect(await tenant.reasons()).toEqual({ a: "activity_not_reported", b: "activity_not_reported" });
    expect((await tenant.list()).warnings.map(({ code }) => code)).toContain("no_activity_data");

    await tenant.put(graphPage([graph("c", { success: ago(1) })]), { at: MONDAY, path: "users/2.json" });
    expect(await tenant.reasons()).toEqual({ a: "never_signed_in", b: "never_signed_in", c: "active_since_cutoff" });
    expect((await tenant.list()).warnings.map(({ code }) => code)).not.toContain("no_activity_data");
  });

  it("that no longer has any makes those never seen unknown again, not never active", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(graphPage([graph("a", undefined), graph("b", { success: ago(1) })]), { at: MONDAY });
    await tenant.put(graphPage([graph("a", undefined), graph("b", undefined), graph("c", undefined)]), { at: TUESDAY });
    expect(await tenant.reasons()).toEqual({
      a: "activity_not_reported",
      b: "active_since_cutoff",
      c: "activity_not_reported",
    });
  });
});

describe("an attempt, whose outcome nobody told", () => {
  it("counts as long as nothing better is known", async () => {
    expect(await signedIn([MONDAY, { attempt: ago(3) }])).toMatchObject({
      last_active_at: iso(ago(3)),
      last_active_basis: "attempted_sign_in",
    });
  });

  it("gives way to a success, older though it is, in whichever order they are learnt", async () => {
    const expected = { last_active_at: iso(ago(90)), last_active_basis: "successful_sign_in", state: "dormant" };
    const attempt = [MONDAY, { attempt: ago(3) }] as const;
    const success = [TUESDAY, { success: ago(90), attempt: ago(1) }] as const;
    expect(await signedIn(attempt, success)).toMatchObject(expected);
    expect(await signedIn(success, attempt)).toMatchObject(expected);
  });

  it("gives way to a success in another source", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(graphPage([graph("e", { attempt: ago(3) }, { email: "a@example.com" })]), { at: MONDAY });
    await tenant.put([okta("o", ago(90), { email: "a@example.com" })], { at: MONDAY });
    expect(await tenant.user("o")).toMatchObject({ last_active_at: iso(ago(90)), state: "dormant" });
  });

  it("gives way to a success at an earlier instant too", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put(graphPage([graph("e", { attempt: ago(50) })]), { at: MONDAY });
    await tenant.put(graphPage([graph("e", { success: ago(90) })]), { at: TUESDAY });
    await tenant.put(graphPage([graph("e", { success: TUESDAY })]), { at: WEDNESDAY });
    const { items } = await tenant.list({ asOf: ago(40) });
    expect(items).toMatchObject([{ last_active_at: iso(ago(90)), last_active_basis: "successful_sign_in" }]);
  });
});

describe("what came without interaction", () => {
  const silent = [MONDAY, { silent: ago(2) }] as const;
  const success = [TUESDAY, { success: ago(60), silent: ago(2) }] as const;

  it("counts where nobody names the last success, and not beside a record that does, in either order", async () => {
    expect(await signedIn(silent)).toMatchObject({ last_active_at: iso(ago(2)), last_active_basis: "non_interactive" });
    const expected = { last_active_at: iso(ago(60)), last_active_basis: "successful_sign_in" };
    expect(await signedIn(silent, success)).toMatchObject(expected);
    expect(await signedIn(success, silent)).toMatchObject(expected);
  });

  it("counts again when later records no longer name the last success", async () => {
    const later = [WEDNESDAY, { silent: TUESDAY }] as const;
    const expected = { last_active_at: TUESDAY, last_active_basis: "non_interactive", state: "active" };
    expect(await signedIn(success, later)).toMatchObject(expected);
    expect(await signedIn(later, success)).toMatchObject(expected);
  });
});

describe("an older snapshot", () => {
  it("overwrites no newer fact, and its instants are kept", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([okta("o", ago(1), { status: "SUSPENDED" })], { at: TUESDAY });
    const older = await tenant.put([okta("o", ago(20))], { at: MONDAY, path: "users/older.json" });
    expect(older.unchanged).toBe(0);
    expect(await tenant.user("o")).toMatchObject({ reason: "suspended", last_active_at: iso(ago(1)) });
    const [kept] = await tenant.rows("SELECT instants FROM $schema.account_activity");
    expect(kept).toEqual({ instants: [iso(ago(20)), iso(ago(1))] });
    expect((await tenant.list()).data_as_of).toBe(TUESDAY);
  });

  it("brings an activity that the newer one had lost", async () => {
    const tenant = await IngestedTenant.make(test);
    await tenant.put([okta("o", null)], { at: TUESDAY });
    expect(await tenant.user("o")).toMatchObject({ state: "never_active" });
    await tenant.put([okta("o", ago(1))], { at: MONDAY });
    expect(await tenant.user("o")).toMatchObject({ state: "active", last_active_at: iso(ago(1)) });
  });

  it("of an account beside a newer one in the same run counts like one before it", async () => {
    const tenant = await IngestedTenant.make(test);
    const bucket = new Bucket()
      .put(tenant.key("users/1.json"), okta("o", ago(1), { email: "old@example.com" }), MONDAY)
      .put(tenant.key("users/2.json"), okta("o", null, { email: "new@example.com" }), TUESDAY);
    expect(await tenant.ingest(bucket)).toMatchObject({ objects: 2, users: 1 });
    expect(await tenant.user("o")).toMatchObject({ email: "new@example.com", last_active_at: iso(ago(1)) });
  });
});

it("never takes placeholders or instants to come for activity", async () => {
  const tenant = await IngestedTenant.make(test);
  const odd = ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2027-01-01T00:00:00Z"];
  await tenant.put(
    odd.map((at, number) => trustx(`t${number}`, at)),
    { at: MONDAY },
  );
  expect(await tenant.reasons()).toEqual({
    t0: "never_signed_in",
    t1: "never_signed_in",
    t2: "never_signed_in",
    t3: "activity_not_reported",
  });
});
