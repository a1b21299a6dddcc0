import { describe, expect, test } from "vitest";
import { accountFrom, normalised } from "../../../../test/ingestion/objects.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const user = {
  schemas: [CORE, ENTERPRISE],
  id: "7b1c0f2e",
  externalId: "HR-20417",
  userName: "m.okafor@northwind.example",
  name: { givenName: "Mina", familyName: "Okafor", formatted: "Mina Okafor" },
  displayName: "Mina Okafor",
  userType: "Contractor",
  title: "Billing analyst",
  active: true,
  emails: [{ value: "home@x.example" }, { value: "m.okafor@northwind.example", type: "work", primary: true }],
  groups: [{ value: "g-331", display: "Finance-RO" }, { value: "g-1" }],
  roles: [{ value: "billing-admin", primary: true }],
  [ENTERPRISE]: { department: "Finance", manager: { value: "26118915", displayName: "Rui Teixeira" } },
  meta: { created: "2024-02-11T09:14:05+01:00", lastModified: "2026-10-30T22:01:44.120+02:00" },
};

const expected = {
  sourceKind: "scim",
  externalId: "7b1c0f2e",
  email: "m.okafor@northwind.example",
  displayName: "Mina Okafor",
  department: "Finance",
  title: "Billing analyst",
  manager: "Rui Teixeira",
  groups: ["Finance-RO", "g-1"],
  licences: [],
  accountType: "human",
  privileged: true,
  canSignIn: true,
  accountStartAt: "2024-02-11T08:14:05.000Z",
  accountStartField: "meta.created",
  activityReporting: "not_supported",
  activity: [],
};

test("a SCIM user in the product's words; its last change is no activity", async () => {
  expect(await accountFrom(user)).toEqual(expected);
});

test("attribute names in any case mean the same", async () => {
  const shout = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shout);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toUpperCase(), shout(member)]));
  };
  expect(await accountFrom(shout(user) as object)).toEqual(expected);
});

describe("active", () => {
  test.each([
    [false, false],
    ["False", false],
    ["false", false],
    ["True", true],
    [true, true],
    [null, true],
    [undefined, true],
  ])("%j means it can sign in: %s", async (active, canSignIn) => {
    expect((await accountFrom({ ...user, active })).canSignIn).toBe(canSignIn);
  });

  test("anything else is set aside, not guessed", async () => {
    expect((await normalised({ ...user, active: "maybe" })).quarantined).toMatchObject([
      { reason: "invalid_field", field: "active", externalId: "7b1c0f2e" },
    ]);
  });
});

test.each([
  [[{ value: "a@x.example" }, { value: "b@x.example", primary: "True" }], "b@x.example"],
  [[{ value: "a@x.example" }, { value: "b@x.example" }], "a@x.example"],
  [["plain@x.example"], "plain@x.example"],
  [[], "m.okafor@northwind.example"],
  [null, "m.okafor@northwind.example"],
])("e-mails %j give %s", async (emails, email) => {
  expect((await accountFrom({ ...user, emails })).email).toBe(email);
});

test("a user name that is no address is none", async () => {
  expect(await accountFrom({ ...user, emails: [], userName: "mokafor" })).not.toHaveProperty("email");
});

test.each([
  ["Global Administrator", true],
  ["admin", true],
  ["owner", true],
  ["administrative assistant", false],
  ["product owner", false],
  ["reader", false],
])("role %s is privileged: %s", async (role, privileged) => {
  expect((await accountFrom({ ...user, roles: [{ value: "r1", display: role }] })).privileged).toBe(privileged);
  expect((await accountFrom({ ...user, roles: [role] })).privileged).toBe(privileged);
});

test("a record of a ListResponse without schemas is a user, a group is not", async () => {
  const list = (record: object) => ({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    Resources: [record],
  });
  const { schemas: _, ...bare } = user;
  expect((await normalised(list(bare))).accounts).toEqual([expected]);
  const group = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], id: "g1", displayName: "G", members: [] };
  expect((await normalised(list(group))).quarantined).toMatchObject([{ reason: "unrecognised_shape" }]);
});
