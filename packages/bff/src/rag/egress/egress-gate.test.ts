import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OWN_WORDS } from "../prompt/own-words.ts";
import { identity } from "../testing/identity.ts";
import { findForeignWords, findLeaks } from "./egress-gate.ts";
import { findPatterns } from "./format-patterns.ts";
import type { KnownIdentifiers } from "./identifiers.ts";

const NOBODY: KnownIdentifiers = { names: [], addresses: [], ids: [], phones: [] };
const kinds = (text: string, identifiers: Partial<KnownIdentifiers>): string[] =>
  findLeaks(text, { ...NOBODY, ...identifiers }, OWN_WORDS).map(({ kind }) => kind);

describe("identifiers in a text", () => {
  test.each([
    ["The account of Müller is quiet.", { names: ["MULLER"] }],
    ["the account of ｍｕｌｌｅｒ", { names: ["Müller"] }],
    ["jmuller2 is quiet", { names: ["Jan Müller"] }],
    ["DeVito is quiet", { names: ["devito"] }],
    ["ask devito", { names: ["DeVito"] }],
    ["Zo\u200bë holds a role", { names: ["Zoë"] }],
    ["アカウント田中太郎です", { names: ["田中太郎"] }],
    ["田中 is quiet", { names: ["田中 太郎"] }],
    ["Кузнецова вошла", { names: ["КУЗНЕЦОВА"] }],
    ["the account of Will Short", { names: ["Will Short"] }],
    ["willshort", { names: ["Will Short"] }],
    ["login m.kvist", { addresses: ["M.Kvist@northwind.example"] }],
    ["at northwind", { addresses: ["m.kvist@northwind.example"] }],
    ["id 00u9k2w1xzQ4bT7aP5d7", { ids: ["00U9K2W1XZQ4BT7AP5D7"] }],
    ["employee 20417", { ids: ["20417"] }],
    ["call 030 / 1234-5678 90", { phones: ["+49 30 1234567890"] }],
  ])("%s", (text, identifiers) => {
    expect(kinds(text, identifiers)).not.toEqual([]);
  });

  test.each([
    ["The account cannot be used.", { names: ["Ann", "Li"] }],
    ["Holds no privileged role when the account is quiet.", { names: ["When", "Role"] }],
    ["Quiet for 91 to 180 days.", { ids: ["180", "91"] }],
    ["Member of 1 to 5 groups.", { names: ["Jo"], addresses: ["jo@x.example"] }],
  ])("ordinary words are no finding: %s", (text, identifiers) => {
    expect(kinds(text, identifiers)).toEqual([]);
  });

  test("any known name, address, id or phone number is found wherever it is planted, in any case", () => {
    fc.assert(
      fc.property(identity, fc.nat(), fc.boolean(), (who, pick, upper) => {
        const all = [...who.names, ...who.addresses, ...who.ids, ...who.phones].filter((each) => each.length >= 3);
        const planted = all[pick % all.length] ?? "";
        const text = `Quiet for 91 to 180 days. ${upper ? planted.toUpperCase() : planted} Holds no role.`;
        expect(findLeaks(text, who, OWN_WORDS)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("formats of identifiers", () => {
  test.each([
    ["a@b", "at_sign"],
    ["a＠b", "at_sign"],
    ["2f0c1a7e-88a1-4a57-9f0d-6a4f1f6c7b10", "guid"],
    ["2f0c1a7e88a14a579f0d6a4f1f6c7b10", "guid"],
    ["from 10.0.0.255", "ip_address"],
    ["from fe80::1", "ip_address"],
    ["2001:db8:0:0:0:0:2:1", "ip_address"],
    ["::1", "ip_address"],
    ["DE89 3704 0044 0532 0130 00", "iban"],
    ["gb82west12345698765432", "iban"],
    ["+1 (555) 010-9999", "phone"],
    ["0049301234567", "phone"],
    ["030 1234567890", "phone"],
  ])("%s is a finding: %s", (text, pattern) => {
    expect(findPatterns(text)).toContain(pattern);
  });

  test.each([
    ["Quiet for 181 to 365 days, 12:30:45"],
    ["1.2.3"],
    ["2026-11-22"],
    ["Member of 1 to 5 groups: a, b"],
    ['{"id":"E1","fact":"mfa"}'],
  ])("%s is none", (text) => {
    expect(findPatterns(text)).toEqual([]);
  });
});

test("words that are not the product's own are found without knowing anybody's name", () => {
  expect(findForeignWords("MFA: enrolled. qzz", OWN_WORDS, ["qzz"])).toEqual([]);
  expect(findForeignWords("MFA: enrolled for Kowalczyk 2026", OWN_WORDS, [])).toEqual([
    { kind: "foreign_word", count: 2 },
  ]);
});
