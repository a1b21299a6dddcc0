import { describe, expect, test } from "vitest";
import { unreadable, values } from "../../../../test/ingestion/objects.ts";

describe("a malformed object is refused whole, with a reason and a place", () => {
  test.each([
    ["", "empty"],
    [" \n\t ", "empty"],
    ["\u0000\u0000", "not_json"],
    ["hello", "not_json"],
    ["<html>", "not_json"],
    ['[{"id":1}', "truncated"],
    ['[{"id":1},', "truncated"],
    ['[{"id":"', "truncated"],
    ['{"users":[{"id":1}]', "truncated"],
    ['{"users":[{"id":1}],"as_of', "truncated"],
    ['{"id":', "truncated"],
    ['[{"id":1},]', "invalid_json"],
    ["[,]", "invalid_json"],
    ['[{"id":1} {"id":2}]', "invalid_json"],
    ['[{"id":1,}]', "invalid_json"],
    ['[{"id":1]', "truncated"],
    ['[{"id":1}]]', "trailing_data"],
    ['[{"id":1}][{"id":2}]', "trailing_data"],
    ['{"id":1}{"id":2}', "trailing_data"],
    ['{"id":1}\ngarbage', "trailing_data"],
    ['{\n"id":1}\n{"id":2}', "trailing_data"],
    ['{"users":[],"value":[]}', "ambiguous_list"],
    ['{"users":[{"id":1}],}', "invalid_json"],
    ['{"id":"\u0000"}', "invalid_json"],
    ["[{'id':1}]", "invalid_json"],
    ["[NaN]", "invalid_json"],
    ['[{"id":01}]', "invalid_json"],
  ])("%j is %s", async (content, reason) => {
    expect((await unreadable(content)).reason).toBe(reason);
    expect((await unreadable(content, { chunkBytes: 1 })).reason).toBe(reason);
  });

  test("the place is named", async () => {
    expect((await unreadable('[{"id":1},{"id":}]')).place).toEqual({ position: 1 });
    expect((await unreadable('[{"id":1} x]')).place).toEqual({ byteOffset: 10 });
  });

  test("bytes that are no UTF-8 are refused, not replaced", async () => {
    const latin1 = Buffer.from('[{"name":"José"}]', "latin1");
    expect((await unreadable(latin1)).reason).toBe("not_utf8");
    expect((await unreadable(Buffer.from('\ufeff[{"id":1}]', "utf16le"))).reason).toBe("not_utf8");
    expect(
      (await unreadable(Buffer.concat([Buffer.from('{"users":[],"note":"'), latin1, Buffer.from('"}')]))).reason,
    ).toBe("not_utf8");
  });

  test("the message holds no value of the object", async () => {
    expect((await unreadable('[{"ssn":"078-05-1120",}]')).message).not.toMatch(/078|ssn/);
  });
});

describe("a bad line of JSON Lines is set aside and the rest goes in", () => {
  const options = { key: "tenant_northwind/users/a.jsonl" };

  test.each([
    ["first", '{"id":\n{"id":2}', ["invalid_json", { id: 2 }]],
    ["first, no object", 'oops\n{"id":2}', ["invalid_json", { id: 2 }]],
    ["spoilt behind", '{"id":1} x\n{"id":2}', ["invalid_json", { id: 2 }]],
    ["two on a line", '{"id":1}{"id":9}\n{"id":2}', ["invalid_json", { id: 2 }]],
    ["last, cut", '{"id":1}\n{"id":', [{ id: 1 }, "invalid_json"]],
    ["middle", '{"id":1}\nnope\n{"id":3}', [{ id: 1 }, "invalid_json", { id: 3 }]],
  ])("%s", async (_where, content, expected) => {
    expect(await values(content, options)).toEqual(expected);
    expect(await values(content, { ...options, chunkBytes: 1 })).toEqual(expected);
  });

  test("a line that is no UTF-8 is set aside", async () => {
    const content = Buffer.concat([Buffer.from('{"id":1}\n{"n":"'), Buffer.from([0xff]), Buffer.from('"}\n')]);
    expect(await values(content, options)).toEqual([{ id: 1 }, "invalid_utf8"]);
  });

  test("lines of which none can be read are no object", async () => {
    expect((await unreadable("oops\nnope", options)).reason).toBe("invalid_json");
    expect((await unreadable('{\n"id": 1\n}', options)).reason).toBe("invalid_json");
  });
});
