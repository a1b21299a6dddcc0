import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unreadable, values } from "../../../../test/ingestion/objects.ts";

describe("limits", () => {
  const limits = { maxRecordBytes: 64, maxRecordDepth: 3 };
  const large = JSON.stringify({ id: 9, note: "x".repeat(100) });

  test.each([
    ["array", `[{"id":1},${large},{"id":3}]`],
    ["page", `{"users":[{"id":1},${large},{"id":3}]}`],
    ["lines", `{"id":1}\n${large}\n{"id":3}`],
  ])("a record over the limit is set aside in a %s, the rest goes in", async (_form, content) => {
    for (const chunkBytes of [1, 7, 1000]) {
      expect(await values(content, { limits, chunkBytes })).toEqual([{ id: 1 }, "record_too_large", { id: 3 }]);
    }
  });

  test("a single user over the limit is set aside", async () => {
    expect(await values(large, { limits })).toEqual(["record_too_large"]);
  });

  test("nesting over the limit is set aside", async () => {
    const deep = '{"a":[[[1]]]}';
    expect(await values(`[{"a":[[1]]},${deep}]`, { limits })).toEqual([{ a: [[1]] }, "nested_too_deeply"]);
    expect(await values(`{"a":[[1]]}\n${deep}`, { limits })).toEqual([{ a: [[1]] }, "nested_too_deeply"]);
    expect(await values(deep, { limits })).toEqual(["nested_too_deeply"]);
    expect(await values(`[${"[".repeat(500_000)}${"]".repeat(500_000)}]`)).toEqual(["nested_too_deeply"]);
  });

  test("surroundings over the limit are refused", async () => {
    const note = "x".repeat(100);
    expect((await unreadable(`{"note":"${note}","users":[]}`, { limits })).reason).toBe("envelope_too_large");
    expect((await unreadable(`{"users":[],"note":"${note}"}`, { limits })).reason).toBe("envelope_too_large");
  });

  test("a compression bomb is refused at the limit", async () => {
    const bomb = gzipSync(`[${" ".repeat(10_000_000)}]`);
    expect((await unreadable(bomb, { limits: { maxObjectBytes: 1_000_000 } })).reason).toBe("object_too_large");
  });
});
