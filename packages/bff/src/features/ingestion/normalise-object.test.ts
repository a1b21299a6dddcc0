import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountFrom, normalised } from "../../../test/ingestion/objects.ts";
import { ForeignTenantError, ObjectUnreadable } from "./ingestion-errors.ts";
import { activityKnowledge } from "./normalising/activity.ts";
import { mergeKeyOf } from "./normalising/merge-key.ts";
import { SourceAccount } from "./normalising/source-account.ts";
import { QUARANTINE_ADVICE, QuarantinedRecord, QuarantineReason } from "./quarantine.ts";

const trustx = (id: unknown, change: object = {}) => ({
  id,
  display_name: "Noble Acorn",
  email: "noble.acorn@example.com",
  created_at: "2020-07-23T12:11:22Z",
  last_active_at: "2020-08-08T13:06:45Z",
  ...change,
});

describe("a bad record is set aside with its place and reason, the rest goes in", () => {
  test.each([
    ["no id", trustx(undefined), { reason: "missing_id", field: "id" }],
    ["null id", trustx(null), { reason: "missing_id", field: "id" }],
    ["empty id", trustx(" "), { reason: "missing_id", field: "id" }],
    ["an id with NUL", trustx("a\u0000b"), { reason: "invalid_id", field: "id" }],
    ["an id of half a character", trustx("\ud800"), { reason: "invalid_id", field: "id" }],
    ["an endless id", trustx("x".repeat(257)), { reason: "invalid_id", field: "id" }],
    ["an object for an id", trustx({ $ne: 1 }), { reason: "invalid_id", field: "id" }],
    [
      "no date",
      trustx("x", { last_active_at: "yesterday" }),
      { reason: "invalid_date", field: "last_active_at", externalId: "x" },
    ],
    [
      "a number for a date",
      trustx("x", { created_at: 1766300000 }),
      { reason: "invalid_date", field: "created_at", externalId: "x" },
    ],
    ["no shape", { id: "x", name: "X" }, { reason: "unrecognised_shape" }],
    ["no user", "x", { reason: "unrecognised_shape" }],
    ["nothing", null, { reason: "unrecognised_shape" }],
    [
      "the same id again",
      trustx("first", { email: "other@example.com" }),
      { reason: "duplicate_id", externalId: "first" },
    ],
  ])("%s", async (_case, record, expected) => {
    const { accounts, quarantined } = await normalised([trustx("first"), record, trustx("last")]);
    expect(accounts.map(({ externalId }) => externalId)).toEqual(["first", "last"]);
    expect(quarantined).toMatchObject([{ object: "tenant_northwind/users/a.json", position: 1, ...expected }]);
  });

  test("every reason has advice, and no entry holds more than the id", async () => {
    expect(Object.keys(QUARANTINE_ADVICE).sort()).toEqual([...QuarantineReason.options].sort());
    const { quarantined } = await normalised([trustx("x", { last_active_at: "SECRET" }), { SECRET: "SECRET" }]);
    expect(JSON.stringify(quarantined)).not.toContain("SECRET");
  });

  test("an answer that is no list is set aside, not taken for an empty one", async () => {
    const answers = [{ "@odata.context": "x$metadata#users", error: { code: "Throttled" } }, { errorCode: "E0000011" }];
    for (const answer of answers) expect((await normalised(answer)).quarantined).toHaveLength(1);
  });

  test("a digit id is read as its digits", async () => {
    expect((await accountFrom(trustx(17))).externalId).toBe("17");
  });

  test("the same id in two shapes is two accounts", async () => {
    const google = { kind: "admin#directory#user", id: "1", primaryEmail: "a@b.example" };
    expect((await normalised([trustx("1"), google])).accounts).toHaveLength(2);
  });

  test("a record that fits two shapes is one only where its envelope says which", async () => {
    const both = { id: "1", primaryEmail: "a@b.example", userPrincipalName: "a@b.example" };
    expect((await normalised([both])).quarantined).toMatchObject([{ reason: "unrecognised_shape" }]);
    expect((await normalised({ kind: "admin#directory#users", users: [both] })).accounts).toMatchObject([
      { sourceKind: "google" },
    ]);
  });

  test("inside a tenant file one field is enough to be a TrustX user", async () => {
    expect((await normalised([{ id: "1", email: "a@b.example" }])).accounts).toEqual([]);
    expect(
      (await normalised({ tenant: "northwind", users: [{ id: "1", email: "a@b.example" }] })).accounts,
    ).toHaveLength(1);
  });
});

describe("a record of another tenant refuses its object", () => {
  test.each(["acme", "Northwind", "", 5, {}])("tenant %j", async (tenant) => {
    const object = [trustx("1"), trustx("2", { tenant })];
    await expect(normalised(object)).rejects.toThrow(ForeignTenantError);
    await expect(normalised(object)).rejects.toMatchObject({ position: 1 });
  });

  test("also where the record is no user", async () => {
    await expect(normalised([{ tenant: "acme" }])).rejects.toThrow(ForeignTenantError);
  });

  test("our own, or none, is fine", async () => {
    expect(
      (await normalised([trustx("1", { tenant: "northwind" }), trustx("2", { tenant: null })])).accounts,
    ).toHaveLength(2);
  });
});

test("accounts with the same address merge, whatever its case and form; those without one stay alone", () => {
  const key = (email: string | undefined) =>
    mergeKeyOf({ externalId: "1", ...(email === undefined ? {} : { email }) }, "okta");
  expect(key("Zoe\u0308@Example.com".normalize("NFC"))).toBe(key("zoë@example.COM"));
  expect(key(undefined)).toBe("id:okta:1");
});

test("a missing sign-in means never only for Entra, and only where its source reports others", () => {
  const absent = { activity: [], activityReporting: "absent" as const };
  expect(activityKnowledge({ ...absent, sourceKind: "entra" }, true)).toBe("never");
  expect(activityKnowledge({ ...absent, sourceKind: "entra" }, false)).toBe("unknown");
  expect(activityKnowledge({ ...absent, sourceKind: "google" }, true)).toBe("unknown");
  expect(activityKnowledge({ activity: [], activityReporting: "not_supported", sourceKind: "scim" }, true)).toBe(
    "unknown",
  );
  expect(activityKnowledge({ activity: [], activityReporting: "reported", sourceKind: "okta" }, false)).toBe("never");
});

describe("for any input", () => {
  const word = fc.constantFrom(
    "id",
    "status",
    "profile",
    "login",
    "email",
    "lastLogin",
    "created",
    "userPrincipalName",
    "signInActivity",
    "accountEnabled",
    "lastSuccessfulSignInDateTime",
    "primaryEmail",
    "kind",
    "suspended",
    "schemas",
    "active",
    "emails",
    "meta",
    "groups",
    "roles",
    "display_name",
    "events",
    "created_at",
    "last_active_at",
    "is_bot",
    "event_count",
    "name",
    "tenant",
    "__proto__",
    "constructor",
  );
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(null, true, "False", 0, -1, 1e308, "", "ACTIVE", "STAGED", "admin#directory#user"),
    fc.constantFrom(
      "urn:ietf:params:scim:schemas:core:2.0:User",
      "2026-01-01T00:00:00Z",
      "0001-01-01T00:00:00Z",
      "x@y.example",
    ),
    fc.string({ unit: "binary" }),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(word, tie("tree"), { maxKeys: 12 }),
    ),
  }));

  test("every record is an account or set aside; only the typed refusals are thrown", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { maxLength: 6 }), async (records) => {
        const result = await normalised(JSON.stringify(records)).catch((error: unknown) => {
          if (error instanceof ObjectUnreadable || error instanceof ForeignTenantError) return undefined;
          throw error;
        });
        if (result === undefined) return;
        const { accounts, quarantined } = result;
        for (const account of accounts) SourceAccount.parse(account);
        for (const entry of quarantined) QuarantinedRecord.parse(entry);
        expect(accounts.length + quarantined.length).toBe(records.length);
      }),
      { numRuns: 1000 },
    );
  });

  test("the order of records and of their keys changes no account", async () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    const record = fc.record({
      id: fc.uuid(),
      display_name: name,
      last_active_at: fc.constantFrom(null, "2026-01-01T00:00:00Z", "soon"),
    });
    const list = fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 10 });
    const shuffled = list.chain((records) =>
      fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([records, other]) => {
        const turned = other.map((one) => Object.fromEntries(Object.entries(one).reverse()));
        const [a, b] = [await normalised(records), await normalised(turned)];
        expect(new Set(a.hashes)).toEqual(new Set(b.hashes));
        expect(a.quarantined.map(({ externalId }) => externalId).sort()).toEqual(
          b.quarantined.map(({ externalId }) => externalId).sort(),
        );
      }),
    );
  });
});
