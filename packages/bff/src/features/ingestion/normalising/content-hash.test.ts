import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./content-hash.ts";

test("the order of keys does not matter, any value does", () => {
  expect(canonicalJson({ b: [1, { d: 1, c: null }], a: "x", gone: undefined })).toBe(
    '{"a":"x","b":[1,{"c":null,"d":1}]}',
  );
});

test("canonical JSON means the same as the JSON it stands for", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
