import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptInstant } from "./accept-instant.ts";
import { parseInstantText, toInstant } from "./instant-text.ts";

describe("an instant is read as the same point in time, to the millisecond", () => {
  test.each([
    ["2026-08-20T14:10:49Z", "2026-08-20T14:10:49.000Z"],
    ["2026-08-20T14:10:49.1Z", "2026-08-20T14:10:49.100Z"],
    ["2026-08-20T14:10:49.123456Z", "2026-08-20T14:10:49.123Z"],
    ["2026-08-20T14:10:49.999999999Z", "2026-08-20T14:10:49.999Z"],
    ["2026-06-30T22:01:44.120+02:00", "2026-06-30T20:01:44.120Z"],
    ["2026-06-30T22:01:44-0930", "2026-07-01T07:31:44.000Z"],
    ["2026-01-01t00:00:00z", "2026-01-01T00:00:00.000Z"],
    ["2026-01-01T00:00:00.250000", "2026-01-01T00:00:00.250Z"],
    ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, instant) => {
    const ms = parseInstantText(text);
    expect(ms === undefined ? undefined : toInstant(ms)).toBe(instant);
  });

  test.each([
    "",
    " ",
    "never",
    "2026-08-20",
    "2026-08-20T14:10Z",
    "2026-13-01T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z",
    "2026-01-01T00:00:60Z",
    "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+5",
    "1766300000",
    "20260101T000000Z",
    "2026-01-01T00:00:00Zjunk",
    "２０２６-01-01T00:00:00Z",
    "+010000-01-01T00:00:00Z",
    "Tue Aug 20 2026",
  ])("%j is no instant", (text) => {
    expect(parseInstantText(text)).toBeUndefined();
  });

  test("whatever Date writes is read back exactly", () => {
    const date = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (value) => {
        expect(parseInstantText(value.toISOString())).toBe(value.getTime());
      }),
    );
  });
});

describe("an instant is believed between 2000 and the snapshot", () => {
  const snapshotAtMs = Date.parse("2026-11-01T00:00:00Z");
  const accepted = (text: string) => {
    const ms = acceptInstant(Date.parse(text), snapshotAtMs);
    return ms === undefined ? undefined : toInstant(ms);
  };

  test.each([
    ["0001-01-01T00:00:00.000Z", undefined],
    ["1601-01-01T00:00:00.000Z", undefined],
    ["1970-01-01T00:00:00.000Z", undefined],
    ["1999-12-31T23:59:59.999Z", undefined],
    ["2000-01-01T00:00:00.000Z", "2000-01-01T00:00:00.000Z"],
    ["2026-11-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01T00:00:00.001Z", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01T00:05:00.000Z", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01T00:05:00.001Z", undefined],
    ["2099-01-01T00:00:00.000Z", undefined],
  ])("%s becomes %s", (text, expected) => {
    expect(accepted(text)).toBe(expected);
  });
});
