import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collected, opened, recordsOf, values } from "../../../../test/ingestion/objects.ts";
import { ObjectUnreadable } from "../ingestion-errors.ts";

describe("for any input", () => {
  const chunkBytes = fc.integer({ min: 1, max: 50 });

  test("a list of any JSON values comes back as written, however it is cut into chunks", async () => {
    const wrap = fc.constantFrom<(json: string) => string>(
      (json) => json,
      (json) => `{"a":{"users":[1]},"users":${json},"b":"]}"}`,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 4 })),
        wrap,
        chunkBytes,
        fc.boolean(),
        async (list, pack, size, pretty) => {
          const content = pack(JSON.stringify(list, null, pretty ? 2 : 0));
          expect(await values(content, { chunkBytes: size })).toEqual(JSON.parse(JSON.stringify(list)));
        },
      ),
    );
  });

  test("lines of any JSON objects come back as written", async () => {
    const key = "tenant_northwind/users/a.jsonl";
    const object = fc.dictionary(
      fc.string().filter((name) => !/^(users|value|resources)$/i.test(name)),
      fc.jsonValue({ maxDepth: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 1 }), chunkBytes, async (list, size) => {
        const content = list.map((value) => JSON.stringify(value)).join("\n");
        expect(await values(content, { key, chunkBytes: size })).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  test("bytes of any kind are read or refused as unreadable, never anything else", async () => {
    const jsonish = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n01eu\u0000é'.split(""), '"users"', '{"id":1}') });
    const bytes = fc.oneof(
      fc.uint8Array().map((array) => Buffer.from(array)),
      fc.uint8Array().map((array) => Buffer.concat([Buffer.from([0x1f, 0x8b, 0x08]), Buffer.from(array)])),
      jsonish.map((text) => Buffer.from(text)),
      jsonish.map((text) => gzipSync(text)),
    );
    const key = fc.constantFrom("a.json", "a.jsonl", "a.json.gz");
    await fc.assert(
      fc.asyncProperty(bytes, key, chunkBytes, async (content, name, size) => {
        try {
          await recordsOf(content, {
            key: name,
            chunkBytes: size,
            limits: { maxRecordBytes: 40, keepInMemoryBytes: 8 },
          });
        } catch (error) {
          expect(error).toBeInstanceOf(ObjectUnreadable);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("what is accepted as one JSON value is what JSON.parse accepts", async () => {
    const jsonish = fc.string({ unit: fc.constantFrom(...'{}[]",:1 '.split(""), '"users":', '{"id":1}', "null") });
    await fc.assert(
      fc.asyncProperty(jsonish, async (text) => {
        const form = await opened(text)
          .then(
            async (object) => {
              await collected(object.records());
              return object.form;
            },
            () => "refused" as const,
          )
          .catch(() => "refused" as const);
        if (form !== "refused" && form !== "lines") expect(() => JSON.parse(text)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
