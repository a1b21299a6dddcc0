import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { collected, opened, positionsOf, TENANT, unreadable, values } from "../../../../test/ingestion/objects.ts";
import { ForeignTenantError } from "../ingestion-errors.ts";
import { openUserObject } from "./user-object.ts";

describe("every packing gives its records and where they stand", () => {
  test.each([
    ["one user", '{"id":1,"groups":[1,2]}', "single", [{ id: 1, groups: [1, 2] }]],
    ["an array", ' [ {"id":1} , {"id":"]}"} ] ', "array", [{ id: 1 }, { id: "]}" }]],
    ["an empty array", "[]", "array", []],
    ["a Graph page, envelope before", '{"@odata.context":"x","value":[{"id":1}]}', "page", [{ id: 1 }]],
    ["a Google page, envelope after", '{"users":[{"id":1}],"kind":"admin#directory#users"}', "page", [{ id: 1 }]],
    ["a SCIM page, names in another case", '{"RESOURCES":[{"id":1}],"totalResults":1}', "page", [{ id: 1 }]],
    ["a key written with escapes", '{"\\u0075sers":[{"id":1}]}', "page", [{ id: 1 }]],
    ["an empty Google page", '{"kind":"admin#directory#users","etag":"x"}', "page", []],
    [
      "an empty SCIM page",
      '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}',
      "page",
      [],
    ],
    ["lines in a .json", '{"id":1}\n{"id":2}\r\n\n{"id":3}', "lines", [{ id: 1 }, { id: 2 }, { id: 3 }]],
    ["values that are no users", '[null,1,"a",[2],true]', "array", [null, 1, "a", [2], true]],
  ])("%s", async (_name, content, form, expected) => {
    expect((await opened(content)).form).toBe(form);
    expect(await values(content)).toEqual(expected);
    expect(await values(content, { chunkBytes: 1 })).toEqual(expected);
    expect((await opened(content)).recordCount).toBe(expected.length);
  });

  test("a list nested in a user is no list of users", async () => {
    expect(await values('{"profile":{"users":[1],"value":[2]}}')).toEqual([{ profile: { users: [1], value: [2] } }]);
  });

  test("a .jsonl that holds an array or a page is read as what it holds", async () => {
    const options = { key: "tenant_northwind/users/a.jsonl" };
    expect(await values('[{"id":1},\n{"id":2}]', options)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await values('{"tenant":"northwind","users":[{"id":1},\n{"id":2}\n],\n"as_of":null}', options)).toHaveLength(
      2,
    );
  });

  test("positions are indexes in lists and lines in JSON Lines, blank lines counted", async () => {
    const at = async (content: string, key: string) => await positionsOf(content, { key });
    expect(await at('[{"id":1},{"id":2}]', "tenant_northwind/users/a.json")).toEqual([0, 1]);
    expect(await at('\n{"id":1}\n\n{"id":2}\n', "tenant_northwind/users/a.jsonl")).toEqual([2, 4]);
    expect(await at('{"id":1}\n\n{"id":2}\n', "tenant_northwind/users/a.json")).toEqual([1, 3]);
  });
});

describe("what surrounds a list is known before its records", () => {
  const expected = { tenant: "northwind", asOf: "2026-08-20T14:10:49.000Z", complete: true, kind: "trustx" };

  test.each([
    ["before", '{"tenant":"northwind","source":{"users":[1]},"as_of":"2026-08-20T14:10:49Z","users":[{"id":1}]}'],
    ["after", '{"users":[{"id":1}],"as_of":"2026-08-20T16:10:49+02:00","tenant":"northwind"}'],
  ])("as_of %s the list", async (_where, content) => {
    expect((await opened(content)).envelope).toMatchObject(expected);
  });

  test("another tenant's file is refused before any record", async () => {
    await expect(opened('{"users":[{"id":1}],"tenant":"acme"}')).rejects.toThrow(ForeignTenantError);
  });

  test.each(['"yesterday"', "0", '"0001-01-01T00:00:00Z"', '"2026-02-30T00:00:00Z"'])(
    "as_of %s is refused",
    async (asOf) => {
      const error = await unreadable(`{"tenant":"northwind","as_of":${asOf},"users":[]}`);
      expect(error).toMatchObject({ reason: "invalid_envelope", place: { field: "as_of" } });
    },
  );

  test("a page that more pages follow says so", async () => {
    expect((await opened('{"users":[],"nextPageToken":"x"}')).envelope.hasMore).toBe(true);
    expect((await opened('{"value":[],"@odata.nextLink":"x"}')).envelope.hasMore).toBe(true);
    expect((await opened('{"users":[]}')).envelope).toMatchObject({ hasMore: false, complete: false });
  });
});

describe("reading twice", () => {
  test("a large object is opened again, and a replaced one is refused", async () => {
    const contents = ['[{"id":1}]', '[{"id":2}]'];
    const object = await openUserObject({
      key: "tenant_northwind/users/a.json",
      open: async function* () {
        yield Buffer.from(contents.shift() ?? "");
      },
      tenantId: TENANT,
      limits: { keepInMemoryBytes: 0 },
    });
    await expect(collected(object.records())).rejects.toMatchObject({ reason: "changed_while_reading" });
  });

  test("a reader that stops early closes the stream", async () => {
    let closed = 0;
    for (const packed of [false, true]) {
      const bytes = Buffer.from(`[{"id":1}${',{"id":2}'.repeat(10)}]`);
      const object = await openUserObject({
        key: "tenant_northwind/users/a.json",
        open: async function* () {
          try {
            const content = packed ? gzipSync(bytes) : bytes;
            yield content.subarray(0, 30);
            yield content.subarray(30);
          } finally {
            closed++;
          }
        },
        tenantId: TENANT,
        limits: { keepInMemoryBytes: 0 },
      });
      for await (const _ of object.records()) break;
    }
    expect(closed).toBe(4);
  });

  test("a signal stops it with its own reason", async () => {
    const reason = new Error("enough");
    const open = async function* () {
      yield Buffer.from("[]");
    };
    const signal = AbortSignal.abort(reason);
    await expect(openUserObject({ key: "a.json", open, tenantId: TENANT, signal })).rejects.toBe(reason);
  });
});
