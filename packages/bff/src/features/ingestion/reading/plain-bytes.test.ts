import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { opened, unreadable, values } from "../../../../test/ingestion/objects.ts";

describe("gzip is recognised by its bytes", () => {
  const packed = gzipSync('[{"id":1},{"id":2}]');

  test.each(["a.json.gz", "a.json", "a.jsonl"])("under the name %s", async (name) => {
    expect(await values(packed, { key: `tenant_northwind/users/${name}` })).toHaveLength(2);
    expect(await values(packed, { key: `tenant_northwind/users/${name}`, chunkBytes: 1 })).toHaveLength(2);
  });

  test("plain content under a .gz name is read as it is", async () => {
    expect(await values('[{"id":1}]', { key: "tenant_northwind/users/a.json.gz" })).toHaveLength(1);
  });

  test("several members in one file are one content", async () => {
    expect(await values(Buffer.concat([gzipSync('[{"id":1},'), gzipSync('{"id":2}]')]))).toHaveLength(2);
  });

  test("cut anywhere, it is refused as cut", async () => {
    for (let length = 2; length < packed.length; length++) {
      expect((await unreadable(packed.subarray(0, length))).reason).toBe("truncated_gzip");
    }
  });

  test("a damaged one is refused", async () => {
    const damaged = Buffer.from(packed);
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 6) ^ 0xff, damaged.length - 6);
    expect((await unreadable(damaged)).reason).toBe("corrupt_gzip");
    expect((await unreadable(Buffer.from([0x1f, 0x8b, 0x07, 0, 0, 0, 0, 0, 0, 0, 0]))).reason).toBe("corrupt_gzip");
  });

  test("the content's hash is that of the plain bytes", async () => {
    expect((await opened(packed)).contentHash).toBe((await opened('[{"id":1},{"id":2}]')).contentHash);
  });
});

test("a byte order mark is no content", async () => {
  expect(await values('\ufeff[{"id":1}]')).toEqual([{ id: 1 }]);
  expect(await values('\ufeff{"id":1}\n{"id":2}', { key: "tenant_northwind/users/a.jsonl" })).toHaveLength(2);
  expect((await unreadable("\ufeff")).reason).toBe("empty");
});
