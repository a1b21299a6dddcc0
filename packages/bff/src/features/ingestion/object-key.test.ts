import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseObjectKey } from "./object-key.ts";
import { sourceNameFor } from "./source-kind.ts";

describe("keys of users and manifests", () => {
  test.each([
    ["tenant_acme/users/u1.json", { kind: "users", tenantId: "acme", name: "u1.json" }],
    ["tenant_acme/users/2026/11/u1.jsonl.gz", { kind: "users", tenantId: "acme", name: "2026/11/u1.jsonl.gz" }],
    ["tenant_acme_eu/okta-main/users/page 1 é.json.gz", { integration: "okta-main", tenantId: "acme_eu" }],
    ["tenant_acme/users/users/u1.json", { kind: "users", name: "users/u1.json" }],
    ["tenant_acme/users/manifest.json", { kind: "users", name: "manifest.json" }],
    ["tenant_acme/manifest.json", { kind: "manifest", tenantId: "acme" }],
    ["tenant_acme/okta/manifest.json", { kind: "manifest", integration: "okta" }],
  ])("%s", (key, location) => {
    const parsed = parseObjectKey(key);
    expect(parsed).toMatchObject({ ok: true, location: { key, ...location } });
    if (parsed.ok && !("integration" in location)) expect(parsed.location).not.toHaveProperty("integration");
  });
});

describe("keys that EventBridge's wildcard lets through and this does not", () => {
  test.each([
    ["", "odd_path"],
    ["/tenant_acme/users/u.json", "odd_path"],
    ["tenant_acme//users/u.json", "odd_path"],
    ["tenant_acme/users/", "odd_path"],
    ["tenant_acme/users/../../tenant_b/users/u.json", "odd_path"],
    ["tenant_acme/./users/u.json", "odd_path"],
    ["tenant_acme/users/a\\b.json", "odd_path"],
    ["tenant_acme/users/a\u0000.json", "odd_path"],
    ["tenant_acme/users/\ud800.json", "odd_path"],
    [`tenant_acme/users/${"x".repeat(1100)}.json`, "odd_path"],
    ["acme/users/u.json", "not_a_tenant_prefix"],
    ["TENANT_acme/users/u.json", "not_a_tenant_prefix"],
    ["tenant_/users/u.json", "invalid_tenant"],
    ["tenant_Acme/users/u.json", "invalid_tenant"],
    ["tenant_a'; drop schema x/users/u.json", "invalid_tenant"],
    ["tenant_a.b/users/u.json", "invalid_tenant"],
    [`tenant_a${"b".repeat(41)}/users/u.json`, "invalid_tenant"],
    ["tenant_acme/ok ta/users/u.json", "invalid_integration"],
    ["tenant_acme/okta/eu/users/u.json", "not_under_users"],
    ["tenant_acme/okta/u.json", "not_under_users"],
    ["tenant_acme/okta", "not_under_users"],
    ["tenant_acme/users", "not_under_users"],
    ["tenant_acme", "invalid_integration"],
    ["tenant_acme/users/u.csv", "unsupported_extension"],
    ["tenant_acme/users/u.json.zip", "unsupported_extension"],
    ["tenant_acme/users/u.JSON", "unsupported_extension"],
    ["tenant_acme/users/json", "unsupported_extension"],
  ])("%j is refused as %s", (key, refusal) => {
    expect(parseObjectKey(key)).toEqual({ ok: false, key, refusal });
  });

  test("no key throws, and an accepted one names a tenant in its first folder", () => {
    const part = fc.constantFrom(
      "tenant_ab",
      "users",
      "okta",
      "..",
      "",
      "u.json",
      "u.jsonl.gz",
      "manifest.json",
      "é",
      "\n",
    );
    const key = fc.oneof(
      fc.array(part).map((parts) => parts.join("/")),
      fc.string(),
    );
    fc.assert(
      fc.property(key, (text) => {
        const parsed = parseObjectKey(text);
        if (parsed.ok) expect(text.startsWith(`tenant_${parsed.location.tenantId}/`)).toBe(true);
      }),
    );
  });
});

test("a source is named by its integration, else by its kind", () => {
  expect(sourceNameFor("okta-main", "okta")).toBe("okta-main");
  expect(sourceNameFor(undefined, "entra")).toBe("entra");
});
