import { expect, test } from "vitest";
import { accountFrom } from "../../../../test/ingestion/objects.ts";

const user = {
  kind: "admin#directory#user",
  id: "104331570604379150001",
  primaryEmail: "pilar.santos@northwind.example",
  name: { givenName: "Pilar", familyName: "Santos", fullName: "Pilar Santos" },
  isAdmin: false,
  isDelegatedAdmin: true,
  lastLoginTime: "2026-05-02T18:40:51.000Z",
  creationTime: "2025-03-04T12:20:41.000Z",
  suspended: false,
  archived: false,
  isEnrolledIn2Sv: false,
  orgUnitPath: "/Partners",
  emails: [{ address: "other@northwind.example" }, { address: "pilar.santos@northwind.example", primary: true }],
  organizations: [{ title: "Old" }, { title: "Buyer", department: "Procurement", primary: true }],
  relations: [
    { type: "assistant", value: "a@northwind.example" },
    { type: "manager", value: "r.teixeira@northwind.example" },
  ],
};

test("a Google Directory user in the product's words", async () => {
  expect(await accountFrom(user)).toEqual({
    sourceKind: "google",
    externalId: "104331570604379150001",
    email: "pilar.santos@northwind.example",
    displayName: "Pilar Santos",
    department: "Procurement",
    title: "Buyer",
    manager: "r.teixeira@northwind.example",
    team: "/Partners",
    groups: [],
    licences: [],
    accountType: "human",
    privileged: true,
    mfaEnrolled: false,
    canSignIn: true,
    accountStartAt: "2025-03-04T12:20:41.000Z",
    accountStartField: "creationTime",
    activityReporting: "reported",
    activity: [{ basis: "successful_sign_in", instants: ["2026-05-02T18:40:51.000Z"] }],
  });
});

test.each([
  ["1970-01-01T00:00:00.000Z", "reported"],
  ["1970-01-01T00:00:00Z", "reported"],
  [undefined, "absent"],
  [null, "absent"],
  ["2031-01-01T00:00:00.000Z", "absent"],
])("last login %s without activity is %s", async (lastLoginTime, activityReporting) => {
  expect(await accountFrom({ ...user, lastLoginTime })).toMatchObject({ activityReporting, activity: [] });
});

test.each([
  [{ suspended: true }, "suspended"],
  [{ archived: true }, "archived"],
  [{ suspended: true, archived: true }, "suspended"],
  [{ deletionTime: "2026-10-01T00:00:00.000Z" }, "deprovisioned"],
])("%j cannot sign in: %s", async (state, reason) => {
  expect(await accountFrom({ ...user, ...state })).toMatchObject({ canSignIn: false, cannotSignInReason: reason });
});

test("what a field mask left out is not made up", async () => {
  const account = await accountFrom({ id: "1", primaryEmail: "a@b.example" });
  expect(account).toMatchObject({ privileged: false, canSignIn: true, activityReporting: "absent" });
  expect(account).not.toHaveProperty("mfaEnrolled");
  expect(account).not.toHaveProperty("accountStartAt");
});
