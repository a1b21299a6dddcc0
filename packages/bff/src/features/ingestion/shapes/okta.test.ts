import { describe, expect, test } from "vitest";
import { accountFrom, normalised } from "../../../../test/ingestion/objects.ts";

const user = {
  id: "00u9k2w1xzQ4bT7aP5d7",
  status: "ACTIVE",
  created: "2023-04-18T07:52:10.000Z",
  activated: "2023-04-18T07:55:31.000Z",
  statusChanged: "2025-11-03T16:20:09.000Z",
  lastLogin: "2026-05-02T18:40:51.000Z",
  lastUpdated: "2026-10-29T03:00:12.000Z",
  passwordChanged: "2026-10-28T03:00:12.000Z",
  type: { id: "otyfnjfba4ye7pgjB0g4" },
  profile: {
    login: "t.lindqvist@northwind.example",
    email: "T.Lindqvist@northwind.example",
    firstName: "Tove",
    lastName: "Lindqvist",
    department: "Field Ops",
    title: "Fitter",
    manager: "r.teixeira",
    userType: "Employee",
  },
};
const without = (field: keyof typeof user) => Object.fromEntries(Object.entries(user).filter(([key]) => key !== field));

test("an Okta user in the product's words", async () => {
  expect(await accountFrom(user)).toEqual({
    sourceKind: "okta",
    externalId: "00u9k2w1xzQ4bT7aP5d7",
    email: "T.Lindqvist@northwind.example",
    displayName: "Tove Lindqvist",
    department: "Field Ops",
    title: "Fitter",
    manager: "r.teixeira",
    groups: [],
    licences: [],
    accountType: "human",
    privileged: false,
    canSignIn: true,
    accountStartAt: "2023-04-18T07:55:31.000Z",
    accountStartField: "activated",
    activityReporting: "reported",
    activity: [{ basis: "successful_sign_in", instants: ["2026-05-02T18:40:51.000Z"] }],
  });
});

describe("administrative changes are no activity", () => {
  test.each([
    ["null", { ...user, lastLogin: null }],
    ["absent", without("lastLogin")],
    ["the year 1970", { ...user, lastLogin: "1970-01-01T00:00:00.000Z" }],
  ])("lastLogin %s is never, whatever was updated", async (_case, record) => {
    expect(await accountFrom(record)).toMatchObject({ activityReporting: "reported", activity: [] });
  });

  test("a login after the snapshot is neither a login nor never", async () => {
    const account = await accountFrom({ ...user, lastLogin: "2027-01-01T00:00:00.000Z" });
    expect(account).toMatchObject({ activityReporting: "absent", activity: [] });
  });
});

test("the account starts when activated, else when created", async () => {
  const created = { accountStartAt: "2023-04-18T07:52:10.000Z", accountStartField: "created" };
  expect(await accountFrom({ ...user, activated: null })).toMatchObject(created);
  expect(await accountFrom(without("activated"))).toMatchObject(created);
  expect(await accountFrom({ ...without("activated"), created: null })).not.toHaveProperty("accountStartAt");
});

test.each([
  ["STAGED", "not_activated"],
  ["SUSPENDED", "suspended"],
  ["DEPROVISIONED", "deprovisioned"],
  ["PROVISIONED", undefined],
  ["ACTIVE", undefined],
  ["RECOVERY", undefined],
  ["LOCKED_OUT", undefined],
  ["PASSWORD_EXPIRED", undefined],
  ["ACTIVATING", undefined],
])("status %s cannot sign in: %s", async (status, reason) => {
  const account = await accountFrom({ ...user, status });
  expect([account.canSignIn, account.cannotSignInReason]).toEqual([reason === undefined, reason]);
});

test("the login is the e-mail address where there is none", async () => {
  const profile = { ...user.profile, email: null };
  expect((await accountFrom({ ...user, profile })).email).toBe("t.lindqvist@northwind.example");
  expect(await accountFrom({ ...user, profile: { ...profile, login: "tove" } })).not.toHaveProperty("email");
});

test.each([
  ["Employee", "human"],
  ["Contractor", "human"],
  ["Service Desk", "human"],
  ["service-account", "service"],
  ["Bot", "service"],
  ["Guest", "guest"],
  ["Break Glass", "break_glass"],
  ["Shared Mailbox", "shared"],
  [undefined, "human"],
  [7, "human"],
])("user type %j is %s", async (userType, accountType) => {
  expect((await accountFrom({ ...user, profile: { ...user.profile, userType } })).accountType).toBe(accountType);
});

test("an application's user is not taken for one who never signed in", async () => {
  const { quarantined } = await normalised({ ...without("lastLogin"), scope: "USER", syncState: "DISABLED" });
  expect(quarantined).toMatchObject([{ reason: "unrecognised_shape" }]);
});
