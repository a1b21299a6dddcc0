import { describe, expect, test } from "vitest";
import { accountFrom } from "../../../../test/ingestion/objects.ts";

const NEVER = "0001-01-01T00:00:00Z";
const user = {
  id: "2f0c1a7e-88a1-4a57-9f0d-6a4f1f6c7b10",
  displayName: "Ines Duarte",
  userPrincipalName: "ines.duarte@northwind.example",
  mail: "ines.duarte@northwind.example",
  jobTitle: "Controller",
  department: "Finance",
  userType: "Member",
  accountEnabled: true,
  createdDateTime: "2021-09-02T11:05:33Z",
  assignedLicenses: [{ skuId: "05e9a617-0261-4cee-bb44-138d3ef5d965", disabledPlans: [] }],
  signInActivity: {
    lastSignInDateTime: "2026-10-20T02:14:08Z",
    lastNonInteractiveSignInDateTime: "2026-05-02T18:40:51Z",
    lastSuccessfulSignInDateTime: "2026-05-02T18:40:51Z",
  },
};
const withSignIns = (signInActivity: unknown) => accountFrom({ ...user, signInActivity });

test("a Microsoft Graph user in the product's words", async () => {
  expect(await accountFrom(user)).toEqual({
    sourceKind: "entra",
    externalId: "2f0c1a7e-88a1-4a57-9f0d-6a4f1f6c7b10",
    email: "ines.duarte@northwind.example",
    displayName: "Ines Duarte",
    department: "Finance",
    title: "Controller",
    groups: [],
    licences: ["05e9a617-0261-4cee-bb44-138d3ef5d965"],
    accountType: "human",
    privileged: false,
    canSignIn: true,
    accountStartAt: "2021-09-02T11:05:33.000Z",
    accountStartField: "createdDateTime",
    activityReporting: "reported",
    activity: [{ basis: "successful_sign_in", instants: ["2026-05-02T18:40:51.000Z"] }],
  });
});

describe("sign-ins", () => {
  test.each([null, undefined, NEVER])(
    "without a successful one (%s) both attempts are kept under their basis",
    async (successful) => {
      const account = await withSignIns({ ...user.signInActivity, lastSuccessfulSignInDateTime: successful });
      expect(account.activity).toEqual([
        { basis: "non_interactive", instants: ["2026-05-02T18:40:51.000Z"] },
        { basis: "attempted_sign_in", instants: ["2026-10-20T02:14:08.000Z"] },
      ]);
    },
  );

  test("a zero date is no time", async () => {
    const account = await withSignIns({
      lastSignInDateTime: "2026-05-02T18:40:51Z",
      lastNonInteractiveSignInDateTime: NEVER,
    });
    expect(account.activity).toEqual([{ basis: "attempted_sign_in", instants: ["2026-05-02T18:40:51.000Z"] }]);
  });

  test("zero dates and nulls alone say never", async () => {
    const never = { activityReporting: "reported", activity: [] };
    expect(await withSignIns({ lastSignInDateTime: NEVER, lastNonInteractiveSignInDateTime: NEVER })).toMatchObject(
      never,
    );
    expect(await withSignIns({ lastSignInDateTime: null })).toMatchObject(never);
  });

  test.each([undefined, null, {}, { lastSignInRequestId: "" }, "x"])(
    "%j says nothing of this user alone",
    async (signIns) => {
      expect(await withSignIns(signIns)).toMatchObject({ activityReporting: "absent", activity: [] });
    },
  );

  test("a time after the snapshot says nothing", async () => {
    const account = await withSignIns({
      lastSignInDateTime: NEVER,
      lastSuccessfulSignInDateTime: "2031-01-01T00:00:00Z",
    });
    expect(account).toMatchObject({ activityReporting: "absent", activity: [] });
  });
});

describe("guests", () => {
  const upn = "kofi_at_partner.example#EXT#@northwind.onmicrosoft.com";

  test("are told by their type, and by their principal name only where the type is missing", async () => {
    expect((await accountFrom({ ...user, userType: "Guest" })).accountType).toBe("guest");
    expect((await accountFrom({ ...user, userType: null, userPrincipalName: upn })).accountType).toBe("guest");
    expect((await accountFrom({ ...user, userPrincipalName: upn })).accountType).toBe("human");
  });

  test("have the address that their principal name encodes, unless mail says another", async () => {
    expect((await accountFrom({ ...user, mail: null, userPrincipalName: upn })).email).toBe("kofi_at@partner.example");
    expect((await accountFrom({ ...user, userPrincipalName: upn })).email).toBe("ines.duarte@northwind.example");
    expect(await accountFrom({ ...user, mail: null, userPrincipalName: "kofi#EXT#@x.example" })).not.toHaveProperty(
      "email",
    );
  });
});

test("the principal name is the address where mail is missing", async () => {
  expect((await accountFrom({ ...user, mail: null })).email).toBe("ines.duarte@northwind.example");
});

test("disabled and deleted users cannot sign in; a missing flag disables nobody", async () => {
  expect(await accountFrom({ ...user, accountEnabled: false })).toMatchObject({
    cannotSignInReason: "account_disabled",
  });
  expect(await accountFrom({ ...user, deletedDateTime: "2026-10-01T00:00:00Z" })).toMatchObject({ canSignIn: false });
  expect(await accountFrom({ ...user, accountEnabled: undefined })).toMatchObject({ canSignIn: true });
});

test("groups and manager are kept where they were expanded", async () => {
  const account = await accountFrom({
    ...user,
    memberOf: [{ displayName: "B" }, { displayName: "A" }],
    manager: { id: "m1" },
  });
  expect(account).toMatchObject({ groups: ["A", "B"], manager: "m1" });
});
