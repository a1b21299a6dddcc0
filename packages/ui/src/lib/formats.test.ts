import { describe, expect, test } from "vitest";
import { createFormats } from "./formats.ts";
import { pageWords } from "./messages/page-words.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("formats", () => {
  const english = createFormats("en-GB", "UTC");

  test.each([
    [0, "today"],
    [1, "yesterday"],
    [30, "30 days ago"],
    [60, "60 days ago"],
    [61, "2 months ago"],
    [365, "11 months ago"],
    [729, "23 months ago"],
    [730, "1 year ago"],
    [1204, "3 years ago"],
  ])("%i days read as %j", (days, text) => {
    expect(english.daysAgo(days)).toBe(text);
  });

  test("a date is the reader's own: the same instant is another day elsewhere", () => {
    const instant = "2026-11-22T23:30:00.000Z";
    expect(plain(english.date(instant))).toBe("22 Nov 2026");
    expect(plain(createFormats("en-GB", "Asia/Tokyo").date(instant))).toBe("23 Nov 2026");
    expect(plain(english.dateTime(instant))).toBe("22 Nov 2026, 23:30 UTC");
  });

  test("a line ends before or after a date, or before its time, and not within", () => {
    const instant = "2026-11-22T23:30:00.000Z";
    expect(english.date(instant)).not.toContain(" ");
    expect(english.dateTime(instant).split(" ").map(plain)).toEqual(["22 Nov 2026,", "23:30 UTC"]);
  });

  test("from right to left a date keeps its own order among words of another script", () => {
    expect(createFormats("ar", "UTC").date("2026-11-22T23:30:00.000Z")).toMatch(/^\u2068.*\u2069$/);
  });

  test("numbers, shares and direction follow the locale", () => {
    expect(createFormats("de").number(10_000)).toBe("10.000");
    expect(english.percent(0.0614)).toBe("6.1%");
    expect([createFormats("ar").direction, createFormats("he-IL").direction, english.direction]).toEqual([
      "rtl",
      "rtl",
      "ltr",
    ]);
  });
});

describe("messages", () => {
  test("counts agree with their nouns", () => {
    const words = pageWords.words(createFormats("en"));
    expect([words.days(1), words.days(30), words.users(1), words.users(1500)]).toEqual([
      "1 day",
      "30 days",
      "1 user",
      "1,500 users",
    ]);
  });

  test("a language without words of its own reads English with its own numbers", () => {
    const words = pageWords.words(createFormats("nl-NL"));
    expect(words.pager.range(1, 50, 12_345)).toBe("1–50 of 12.345");
  });

  test("a source without a known name is shown as it is called", () => {
    const words = pageWords.words(createFormats("en"));
    expect([words.source("okta"), words.source("acme_hr")]).toEqual(["Okta", "acme_hr"]);
  });
});

test("a chart's months and weekdays are those of UTC, wherever the reader is", () => {
  const inNewYork = createFormats("en-GB", "America/New_York");
  expect(inNewYork.shortMonthAndYear(Date.UTC(2026, 0, 1))).toBe("Jan 2026");
  expect(inNewYork.weekday(Date.UTC(2024, 0, 1))).toBe("Mon");
});
