import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanEmail, cleanList, cleanText } from "./clean-text.ts";

describe("names survive as people write them", () => {
  test.each([
    ["  Zoë   Ångström ", "Zoë Ångström"],
    ["Zoe\u0308", "Zoë"],
    ["灯台 守", "灯台 守"],
    ["محمد\u200cرضا", "محمد\u200cرضا"],
    ["👩\u200d🚀 Ada", "👩\u200d🚀 Ada"],
    ["O'Brien <b>", "O'Brien <b>"],
    ["tab\tnew\nline\u0000nul", "tab new line nul"],
    ["\u202eevil\u202c \u2066x\u2069", "evil x"],
    ["zero\u200bwidth\ufeff", "zerowidth"],
    ["tagged\u{e0041}\u{e0042}", "tagged"],
    ["lone \ud800 half", "lone \ufffd half"],
  ])("%j is kept as %j", (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test.each(["", "  ", "\u200b", "\n", null, undefined, 5, {}, []])("%j is no text", (value) => {
    expect(cleanText(value)).toBeUndefined();
  });

  test("long texts are cut between characters", () => {
    expect([...(cleanText("😀".repeat(1000)) ?? "")]).toHaveLength(256);
    expect(cleanText("x".repeat(10_000_000))).toHaveLength(256);
  });

  test("any letters and marks come through, composed", () => {
    const letters = fc.string({
      unit: fc.constantFrom(..."aÉéßøŁ灯台Маяკ가नी".normalize("NFD"), "́"),
      minLength: 1,
      maxLength: 100,
    });
    fc.assert(
      fc.property(letters, (name) => {
        expect(cleanText(`x${name}`)).toBe(`x${name}`.normalize("NFC"));
      }),
    );
  });

  test("cleaning twice changes nothing, and the result can be stored and shown", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        const cleaned = cleanText(text);
        if (cleaned === undefined) return;
        expect(cleanText(cleaned)).toBe(cleaned);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleaned).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

test("lists are sorted, without repeats, and at most 200 long", () => {
  expect(cleanList(["b", " a", "b ", null, 7])).toEqual(["a", "b"]);
  expect(cleanList(Array.from({ length: 1000 }, (_, i) => `g${i}`))).toHaveLength(200);
});

test.each([
  [" M.Okafor@Northwind.Example ", "M.Okafor@Northwind.Example"],
  ["zoe\u0308@example.com", "zoë@example.com"],
  ["a@b", "a@b"],
  ["no address", undefined],
  ["a@b@c", undefined],
  ["@b", undefined],
  ["a@", undefined],
  ["Mina <m@example.com>", undefined],
  ["id:okta:a@example.com", undefined],
  [`${"x".repeat(400)}@example.com`, undefined],
  [null, undefined],
])("%j as an e-mail address is %j", (value, expected) => {
  expect(cleanEmail(value)).toBe(expected);
});
