import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ageBucket,
  countBucket,
  daysBucket,
  freshness,
  returnBucket,
  rhythmRatio,
  thresholdRatio,
  typicalGap,
} from "./buckets.ts";
import { RETURN_BUCKETS } from "./vocabulary.ts";

describe("buckets", () => {
  test.each([
    [0, "0-30"],
    [30, "0-30"],
    [31, "31-60"],
    [60, "31-60"],
    [61, "61-90"],
    [90, "61-90"],
    [91, "91-180"],
    [180, "91-180"],
    [181, "181-365"],
    [365, "181-365"],
    [366, ">365"],
    [9999, ">365"],
    [null, "unknown"],
    [Number.NaN, "unknown"],
    [-1, "unknown"],
    [Number.POSITIVE_INFINITY, "unknown"],
  ])("%s days are %s", (days, bucket) => {
    expect(daysBucket(days)).toBe(bucket);
  });

  test.each([
    [29, 30, "under"],
    [30, 30, "1-2x"],
    [60, 30, "1-2x"],
    [61, 30, "2-4x"],
    [120, 30, "2-4x"],
    [121, 30, ">4x"],
    [10, 0, "unknown"],
    [null, 30, "unknown"],
  ])("%s days of silence at a threshold of %s are %s", (days, threshold, ratio) => {
    expect(thresholdRatio(days, threshold)).toBe(ratio);
  });

  test("a usual gap is named by its middle, and silence is measured against its longer end", () => {
    expect(typicalGap({ lowDays: 1, highDays: 3 })).toBe("daily");
    expect(typicalGap({ lowDays: 5, highDays: 9 })).toBe("weekly");
    expect(typicalGap({ lowDays: 80, highDays: 100 })).toBe("quarterly");
    expect(typicalGap({ lowDays: 9, highDays: 5 })).toBe("unknown");
    expect(rhythmRatio(90, { lowDays: 80, highDays: 100 })).toBe("within");
    expect(rhythmRatio(90, { lowDays: 0, highDays: 0 })).toBe(">10x");
    expect(rhythmRatio(90, null)).toBe("unknown");
  });

  test("counts, ages and freshness have stated ends", () => {
    expect([0, 1, 5, 6, 20, 21].map(countBucket)).toEqual(["0", "1-5", "1-5", "6-20", "6-20", ">20"]);
    const now = "2026-11-22T06:00:00.000Z";
    expect(ageBucket("2026-12-01T00:00:00.000Z", now)).toBe("0-30");
    expect(ageBucket("not a date", now)).toBe("unknown");
    expect(freshness("2026-11-20T07:00:00.000Z", now)).toBe("fresh");
    expect(freshness("2026-11-20T05:00:00.000Z", now)).toBe("recent");
    expect(freshness("", now)).toBe("very_stale");
  });
});

describe("the bucket of a return probability", () => {
  test("follows the edges where there is no earlier bucket", () => {
    expect([0, 0.019, 0.02, 0.05, 0.15, 0.4, 1].map((p) => returnBucket(p, null))).toEqual([
      "<2%",
      "<2%",
      "2-5%",
      "5-15%",
      "15-40%",
      ">40%",
      ">40%",
    ]);
    expect(returnBucket(Number.NaN, null)).toBe("unknown");
    expect(returnBucket(1.2, "<2%")).toBe("unknown");
  });

  test("does not change while a probability wavers about an edge", () => {
    expect(returnBucket(0.052, "2-5%")).toBe("2-5%");
    expect(returnBucket(0.048, "5-15%")).toBe("5-15%");
    expect(returnBucket(0.07, "2-5%")).toBe("5-15%");
    expect(returnBucket(0.035, "5-15%")).toBe("2-5%");
  });

  test("is at most one bucket from the plain one, and keeps itself when asked again", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...RETURN_BUCKETS), (p, previous) => {
        const told = returnBucket(p, previous);
        const plain = returnBucket(p, null);
        const rank = (bucket: string): number => (RETURN_BUCKETS as readonly string[]).indexOf(bucket);
        expect(Math.abs(rank(told) - rank(plain))).toBeLessThanOrEqual(1);
        expect(told === "unknown" ? told : returnBucket(p, told)).toBe(told);
      }),
    );
  });
});
