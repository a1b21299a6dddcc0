import { describe, expect, test } from "vitest";
import { accountFrom, normalised } from "../../../../test/ingestion/objects.ts";

const user = {
  id: "00625963-ae64-5ea7-b9a5-592ccc9a9e95",
  display_name: "Noble Acorn",
  email: "noble.acorn@example.com",
  is_bot: false,
  department: "lib",
  team: "lib/core",
  created_at: "2020-07-23T12:11:22Z",
  last_active_at: "2020-08-08T13:06:45Z",
  event_count: 3,
  peer_count: 9,
  peers: ["825da7e5"],
  events: [
    { at: "2020-08-08T13:06:45Z", kind: "code" },
    { at: "2020-07-23T12:11:22Z", kind: "config" },
    { at: "2020-07-23T12:11:22Z", kind: "code" },
  ],
};

test("a TrustX user in the product's words", async () => {
  expect(await accountFrom(user)).toEqual({
    sourceKind: "trustx",
    externalId: "00625963-ae64-5ea7-b9a5-592ccc9a9e95",
    email: "noble.acorn@example.com",
    displayName: "Noble Acorn",
    department: "lib",
    team: "lib/core",
    groups: [],
    licences: [],
    accountType: "human",
    privileged: false,
    canSignIn: true,
    accountStartAt: "2020-07-23T12:11:22.000Z",
    accountStartField: "created_at",
    activityReporting: "reported",
    activity: [{ basis: "app_activity", instants: ["2020-07-23T12:11:22.000Z", "2020-08-08T13:06:45.000Z"] }],
    historyCompleteFrom: "2020-07-23T12:11:22.000Z",
  });
});

test("an object of the S3 layout, with its tenant beside the user, says the same", async () => {
  expect(await accountFrom({ tenant: "northwind", ...user })).toEqual(await accountFrom(user));
});

describe("how far back the history reaches", () => {
  test.each([
    ["all events listed", {}, "2020-07-23T12:11:22.000Z"],
    ["older ones left out", { event_count: 99, created_at: "2015-01-01T00:00:00Z" }, "2020-07-23T12:11:22.000Z"],
    [
      "the count is missing",
      { event_count: undefined, created_at: "2015-01-01T00:00:00Z" },
      "2020-07-23T12:11:22.000Z",
    ],
    ["all listed, older start", { created_at: "2015-01-01T00:00:00Z" }, "2015-01-01T00:00:00.000Z"],
    ["none ever", { events: [], event_count: 0 }, "2020-07-23T12:11:22.000Z"],
    ["no list", { events: undefined }, undefined],
    ["a list that was left out", { events: [], event_count: 4 }, undefined],
  ])("%s", async (_case, change, expected) => {
    expect((await accountFrom({ ...user, ...change })).historyCompleteFrom).toBe(expected);
  });
});

describe("never and unknown", () => {
  const silent = { ...user, events: undefined, event_count: undefined };

  test.each([
    ["null", { ...silent, last_active_at: null }, "reported"],
    ["no field, an empty list", { ...user, last_active_at: undefined, events: [], event_count: 0 }, "reported"],
    ["1970", { ...silent, last_active_at: "1970-01-01T00:00:00Z" }, "reported"],
    ["no field", { ...silent, last_active_at: undefined }, "absent"],
    ["a time to come", { ...silent, last_active_at: "2030-01-01T00:00:00Z" }, "absent"],
  ])("%s", async (_case, record, activityReporting) => {
    expect(await accountFrom(record)).toMatchObject({ activityReporting, activity: [] });
  });

  test("events speak where last_active_at is missing, and events to come do not", async () => {
    const events = [{ at: "2026-10-31T23:59:59Z" }, { at: "2030-01-01T00:00:00Z" }, { at: "1999-01-01T00:00:00Z" }];
    const account = await accountFrom({ ...user, last_active_at: undefined, events });
    expect(account.activity).toEqual([{ basis: "app_activity", instants: ["2026-10-31T23:59:59.000Z"] }]);
  });
});

test.each([
  [{ is_bot: true }, "service"],
  [{ account_type: "break_glass" }, "break_glass"],
  [{ account_type: "human", is_bot: true }, "human"],
  [{ account_type: "nonsense", is_bot: true }, "service"],
  [{ is_bot: undefined }, "human"],
])("%j is %s", async (change, accountType) => {
  expect((await accountFrom({ ...user, ...change })).accountType).toBe(accountType);
});

test.each([
  [{ status: "Suspended" }, "suspended"],
  [{ status: "archived" }, "archived"],
  [{ enabled: false }, "account_disabled"],
  [{ active: "False" }, "account_disabled"],
  [{ status: "active" }, undefined],
  [{ status: "inactive" }, undefined],
])("%j cannot sign in: %s", async (change, reason) => {
  expect((await accountFrom({ ...user, ...change })).cannotSignInReason).toBe(reason);
});

test("privilege, second factor, groups and licences are taken where they are given", async () => {
  const account = await accountFrom({
    ...user,
    roles: ["admin"],
    mfa_enrolled: true,
    groups: [{ name: "g" }],
    licenses: ["l"],
  });
  expect(account).toMatchObject({ privileged: true, mfaEnrolled: true, groups: ["g"], licences: ["l"] });
});

test("an event without an instant sets the user aside", async () => {
  for (const event of [{}, { at: null }, { at: "soon" }, "x", null]) {
    expect((await normalised({ ...user, events: [event] })).quarantined).toMatchObject([
      { reason: "invalid_date", field: "events.at" },
    ]);
  }
});
