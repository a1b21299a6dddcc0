import fc from "fast-check";
import type { KnownIdentifiers } from "../egress/identifiers.ts";
import { plainWords } from "../evidence/fold.ts";
import { OWN_WORDS } from "../prompt/own-words.ts";

const NAMES = [
  "Zoë",
  "Müller",
  "Søren",
  "Łukasz",
  "Wiśniewski",
  "Nguyễn",
  "Thị",
  "O'Brien",
  "D'Angelo",
  "Jean-Luc",
  "Çağlar",
  "Анна",
  "Кузнецова",
  "Γιώργος",
  "Παπαδόπουλος",
  "田中",
  "太郎",
  "王小明",
  "김민준",
  "สมชาย",
  "محمد",
  "עמית",
  "अनिल",
  "Ірина",
  "McTavish",
  "DeVito",
  "van den Berg",
  "Ōe",
  "Ibn Khaldūn",
  "ſmith",
];
const CHARSETS = [
  "abcdefghijklmnopqrstuvwxyz",
  "абвгдежзиклмноп",
  "αβγδεζηθικλμν",
  "田中山本李王金高",
  "אבגדהוזחט",
  "अआइईकखगघ",
  "ابتثجحخد",
];

const word = fc
  .constantFrom(...CHARSETS)
  .chain((letters) => fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 12 }));

/** Somebody, in any script; never named like one of the product's own words. */
export const identity: fc.Arbitrary<KnownIdentifiers> = fc
  .record({
    given: fc.oneof(fc.constantFrom(...NAMES), word),
    family: fc.oneof(fc.constantFrom(...NAMES), word),
    number: fc.integer({ min: 10_000, max: 9_999_999 }),
    id: fc.uuid(),
    phone: fc.integer({ min: 100_000_000, max: 999_999_999 }),
  })
  .map(({ given, family, number, id, phone }) => ({
    names: [given, family, `${given} ${family}`],
    addresses: [`${given}.${family}@northwindtraders.example`.replaceAll(" ", "")],
    ids: [id, String(number)],
    phones: [`+49 ${phone}`],
  }))
  .filter(({ names }) => !names.flatMap(plainWords).some((part) => OWN_WORDS.has(part)));
