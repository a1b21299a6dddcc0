import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { TENANT } from "../../../test/ingestion/objects.ts";
import { ForeignTenantError } from "./ingestion-errors.ts";
import { readManifest } from "./manifest.ts";

const KEY = "tenant_northwind/manifest.json";
async function* streamOf(content: string | Buffer) {
  yield Buffer.from(content);
}
const read = (content: string | Buffer) => readManifest(KEY, streamOf(content), TENANT);

describe("a manifest declares a complete snapshot", () => {
  const manifest = '{"tenant":"northwind","source":{"kind":"x"},"as_of":"2026-08-21T11:09:19+02:00","users":4778}';

  test("its instant and how many users to expect", async () => {
    const expected = { asOf: "2026-08-21T09:09:19.000Z", expectedUsers: 4778 };
    expect(await read(manifest)).toEqual(expected);
    expect(await read(`\ufeff${manifest}`)).toEqual(expected);
    expect(await read(gzipSync(manifest))).toEqual(expected);
  });

  test("another tenant's is refused", async () => {
    await expect(read(manifest.replace("northwind", "acme"))).rejects.toThrow(ForeignTenantError);
  });

  test.each([
    ["", "empty"],
    ["{", "invalid_json"],
    ["[]", "invalid_manifest"],
    ['{"tenant":"northwind","users":1}', "invalid_manifest"],
    ['{"tenant":"northwind","as_of":"soon","users":1}', "invalid_manifest"],
    ['{"tenant":"northwind","as_of":"2026-08-21T11:09:19Z","users":-1}', "invalid_manifest"],
    ['{"tenant":"northwind","as_of":"2026-08-21T11:09:19Z","users":[]}', "invalid_manifest"],
    ['{"as_of":"2026-08-21T11:09:19Z","users":1}', "invalid_manifest"],
    [`{"pad":"${"x".repeat(2_000_000)}"}`, "object_too_large"],
  ])("%.40j is refused as %s", async (content, reason) => {
    await expect(read(content)).rejects.toMatchObject({ name: "ObjectUnreadable", reason });
  });
});
