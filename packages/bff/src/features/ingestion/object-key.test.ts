import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACCEPTED_KEYS, REFUSED_KEYS } from "../../../test/ingestion/object-keys.ts";
import { parseObjectKey } from "./object-key.ts";
import { sourceNameFor } from "./source-kind.ts";

describe("keys of users and manifests", () => {
  test.each(ACCEPTED_KEYS)("%s", (key, location) => {
    const parsed = parseObjectKey(key);
    expect(parsed).toMatchObject({ ok: true, location: { key, ...location } });
    if (parsed.ok && !("integration" in location)) expect(parsed.location).not.toHaveProperty("integration");
  });
});

describe("keys that EventBridge's wildcard lets through and this does not", () => {
  test.each(REFUSED_KEYS)("%j is refused as %s", (key, refusal) => {
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
