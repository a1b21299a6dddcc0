import { describe, expect, it } from "vitest";
import { parseObjectKey } from "../../packages/bff/src/features/ingestion/index.ts";
import { ACCEPTED_KEYS, REFUSED_KEYS } from "../../packages/bff/test/ingestion/object-keys.ts";
import { matchesPattern } from "./event-pattern.ts";
import { templateOf } from "./synthesised.ts";

const [rule] = Object.values(templateOf("prod", "application").findResources("AWS::Events::Rule")).filter(
  ({ Properties }) => Properties.EventPattern?.source?.includes("aws.s3"),
);
const pattern: unknown = rule?.Properties.EventPattern;

/** An event as S3 sends it through EventBridge. */
const objectCreated = (key: string, bucket = "assurex-integrations-prod", type = "Object Created") => ({
  version: "0",
  id: "17793124-05d4-b198-2fde-7ededc63b103",
  "detail-type": type,
  source: "aws.s3",
  account: "111122223333",
  time: "2026-11-22T06:00:00Z",
  region: "us-east-1",
  resources: [`arn:aws:s3:::${bucket}`],
  detail: {
    version: "0",
    bucket: { name: bucket },
    object: { key, size: 5, etag: "b1946ac92492d2347c6235b4d2611184", sequencer: "617f08299329d189" },
    "request-id": "N4N7GDK58NMKJ12R",
    requester: "111122223333",
    "source-ip-address": "1.2.3.4",
    reason: "PutObject",
  },
});

describe("the rule for new objects", () => {
  it.each(ACCEPTED_KEYS.map(([key]) => key))("lets through %j, which ingestion can take", (key) => {
    expect(matchesPattern(pattern, objectCreated(key))).toBe(true);
  });

  it.each([
    "tenant_acme/secrets/u.json",
    "tenant_acme/users.json",
    "tenant_acme/users",
    "tenant_acme/powerusers/u.json",
    "tenant_acme/okta/groups/g.json",
    "tenant_acme/old-manifest.json",
    "tenant_acme/manifest.json.bak",
    "acme/users/u.json",
    "TENANT_acme/users/u.json",
    "backup/tenant_acme/users/u.json",
    "users/",
    "exports/tenant_acme/users/u.csv",
  ])("ignores %j", (key) => {
    expect(matchesPattern(pattern, objectCreated(key))).toBe(false);
  });

  it("lets through no key outside a tenant's prefix, and what it lets through wrongly is refused by the function", () => {
    const through = REFUSED_KEYS.filter(([key]) => matchesPattern(pattern, objectCreated(key)));
    expect(through.length).toBeGreaterThan(10);
    for (const [key] of through) {
      expect(key).toMatch(/^tenant_/);
      expect(parseObjectKey(key)).toMatchObject({ ok: false });
    }
  });

  it("listens to its own bucket and to new objects alone", () => {
    const key = "tenant_acme/users/u.json";
    expect(matchesPattern(pattern, objectCreated(key))).toBe(true);
    expect(matchesPattern(pattern, objectCreated(key, "assurex-integrations-dev"))).toBe(false);
    expect(matchesPattern(pattern, objectCreated(key, undefined, "Object Deleted"))).toBe(false);
  });

  it("is no list of a prefix and a suffix, which are alternatives: secrets would match", () => {
    const listed = { detail: { object: { key: [{ prefix: "tenant_" }, { suffix: "/users/" }] } } };
    expect(matchesPattern(listed, objectCreated("tenant_acme/secrets/u.json"))).toBe(true);
    expect(matchesPattern(listed, objectCreated("elsewhere/users/"))).toBe(true);
  });
});

describe("the matcher of these tests", () => {
  it.each([
    ["tenant_*/users/*", "tenant_/users/", true],
    ["tenant_*/users/*", "tenant_a/b/c/users/d/e", true],
    ["a*b", "ab", true],
    ["a*b", "a\nb", true],
    ["a.b", "axb", false],
    ["a\\*b", "a*b", true],
    ["a\\*b", "axb", false],
    ["a\\\\b", "a\\b", true],
    ["*", "", true],
    ["a", "A", false],
  ])("%j on %j: %s", (wildcard, key, expected) => {
    expect(matchesPattern({ key: [{ wildcard }] }, { key })).toBe(expected);
  });

  it("refuses what it does not understand", () => {
    expect(() => matchesPattern({ key: [{ wildcard: "a**b" }] }, { key: "ab" })).toThrow(/two stars/);
    expect(() => matchesPattern({ key: [{ "anything-but": "a" }] }, { key: "ab" })).toThrow(/not understood/);
    expect(() => matchesPattern({ key: "a" }, { key: "a" })).toThrow(/must be a list/);
  });
});
