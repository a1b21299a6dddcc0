import { expect, test } from "vitest";
import { createFormats } from "../formats.ts";
import { createGermanDetailMessages } from "./de/detail.ts";
import { createDetailMessages } from "./en/detail.ts";
import { pageWords } from "./page-words.ts";

async function messagesIn(locale: string) {
  await pageWords.load(locale);
  const formats = createFormats(locale, "UTC");
  const createDetail = locale.startsWith("de") ? createGermanDetailMessages : createDetailMessages;
  return { ...pageWords.words(formats), detail: createDetail(formats) };
}

/** Every fixed text of a catalogue by its path; functions are told apart by what they say, elsewhere. */
function fixedTexts(words: object, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") texts.set(here, value);
    else if (value !== null && typeof value === "object") {
      for (const [inner, text] of fixedTexts(value, here)) texts.set(inner, text);
    }
  }
  return texts;
}

/** Words that are the same in both languages. */
const ALIKE = new Set(["Name", "Status", "Export", "Filter", "System", "—"]);
/** Names of products. */
const PRODUCTS = "detail.evidence.from.";

test("a reader of German meets no English", async () => {
  const english = fixedTexts(await messagesIn("en-GB"));
  const german = fixedTexts(await messagesIn("de-AT"));
  expect([...german.keys()]).toEqual([...english.keys()]);
  const untranslated = [...german].filter(
    ([path, text]) => english.get(path) === text && !ALIKE.has(text) && !path.startsWith(PRODUCTS),
  );
  expect(untranslated).toEqual([]);
  expect([...german.values()].filter((text) => text.trim() === "")).toEqual([]);
});

test("numbers, dates and plurals are the reader's own", async () => {
  const german = await messagesIn("de-DE");
  expect(german.pager.range(1, 50, 12_345)).toBe("1–50 von 12.345");
  expect(german.days(1)).toBe("1 Tag");
  expect(german.days(2)).toBe("2 Tage");
  expect((await messagesIn("en-GB")).pager.range(1, 50, 12_345)).toBe("1–50 of 12,345");
});

test("a language without words of its own reads English, with its own numbers", async () => {
  expect((await messagesIn("fr-FR")).pager.range(1, 50, 12_345)).toBe("1–50 of 12\u202f345");
});

test("English in a page read from right to left keeps its order, whatever a phrase begins or ends with", async () => {
  const arabic = await messagesIn("ar-EG");
  expect(arabic.pager.range(1, 50, 700)).toBe("\u2066١–٥٠ of ٧٠٠\u2069");
  expect(arabic.dashboard.run.ended.succeeded).toBe("\u2066Analysis finished.\u2069");
  expect(arabic.dashboard.trend.note(1)).toBe("");
  expect(arabic.accountType.human).toBeNull();
  expect((await messagesIn("fr-FR")).dashboard.run.ended.succeeded).toBe("Analysis finished.");
});
