import type { UsualGap } from "./evidence-input.ts";
import type {
  AgeBucket,
  CountBucket,
  DaysBucket,
  Freshness,
  OrUnknown,
  ReturnBucket,
  RhythmRatio,
  ThresholdRatio,
  TypicalGap,
} from "./vocabulary.ts";
import { RETURN_BUCKETS } from "./vocabulary.ts";

const DAY_MS = 86_400_000;

/** Not a number, infinite or negative: nothing that a bucket could stand for. */
function isQuantity(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value >= 0;
}

/** The first bucket whose upper end is not below the value; the last bucket is open. */
function bucketOf<Bucket>(value: number, ends: readonly (readonly [number, Bucket])[], open: Bucket): Bucket {
  return ends.find(([end]) => value <= end)?.[1] ?? open;
}

export function daysBucket(days: number | null): OrUnknown<DaysBucket> {
  if (!isQuantity(days)) return "unknown";
  const ends = [
    [30, "0-30"],
    [60, "31-60"],
    [90, "61-90"],
    [180, "91-180"],
    [365, "181-365"],
  ] as const;
  return bucketOf<DaysBucket>(Math.floor(days), ends, ">365");
}

/** @param inactiveDays the threshold, at least 1 */
export function thresholdRatio(days: number | null, inactiveDays: number): OrUnknown<ThresholdRatio> {
  if (!isQuantity(days) || !isQuantity(inactiveDays) || inactiveDays === 0) return "unknown";
  const ratio = days / inactiveDays;
  if (ratio < 1) return "under";
  return bucketOf<ThresholdRatio>(
    ratio,
    [
      [2, "1-2x"],
      [4, "2-4x"],
    ],
    ">4x",
  );
}

/** The usual gap by the middle of its range. */
export function typicalGap(gap: UsualGap | null): OrUnknown<TypicalGap> {
  if (gap === null || !isQuantity(gap.lowDays) || !isQuantity(gap.highDays) || gap.highDays < gap.lowDays)
    return "unknown";
  const ends = [
    [2, "daily"],
    [10, "weekly"],
    [45, "monthly"],
    [120, "quarterly"],
  ] as const;
  return bucketOf<TypicalGap>((gap.lowDays + gap.highDays) / 2, ends, "yearly");
}

/** Silence over the upper end of the usual gap; a gap under one day counts as one. */
export function rhythmRatio(days: number | null, gap: UsualGap | null): OrUnknown<RhythmRatio> {
  if (typicalGap(gap) === "unknown" || gap === null || !isQuantity(days)) return "unknown";
  return bucketOf<RhythmRatio>(
    days / Math.max(1, gap.highDays),
    [
      [1, "within"],
      [3, "1-3x"],
      [10, "3-10x"],
    ],
    ">10x",
  );
}

/** Upper ends of all return buckets but the last. */
const RETURN_ENDS = [0.02, 0.05, 0.15, 0.4] as const;
/** An edge is crossed when the odds pass it by this factor: a fifth is wider than day-to-day drift of one account. */
const HYSTERESIS = 1.2;

const odds = (probability: number): number => probability / (1 - probability);

/** @param previous the bucket of the last analysis; kept while the probability is within a fifth (in odds) of its edges */
export function returnBucket(probability: number | null, previous: ReturnBucket | null): OrUnknown<ReturnBucket> {
  if (!isQuantity(probability) || probability > 1) return "unknown";
  if (previous !== null) {
    const index = RETURN_BUCKETS.indexOf(previous);
    const low = RETURN_ENDS[index - 1];
    const high = RETURN_ENDS[index];
    const aboveLow = low === undefined || odds(probability) >= odds(low) / HYSTERESIS;
    const belowHigh = high === undefined || odds(probability) < odds(high) * HYSTERESIS;
    if (aboveLow && belowHigh) return previous;
  }
  return RETURN_BUCKETS[RETURN_ENDS.filter((end) => probability >= end).length] ?? ">40%";
}

export function countBucket(count: number): CountBucket {
  return bucketOf<CountBucket>(
    count,
    [
      [0, "0"],
      [5, "1-5"],
      [20, "6-20"],
    ],
    ">20",
  );
}

/** Whole days from one instant to another; negative when `to` is the earlier, NaN when either is no instant. */
function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** An instant in the future is as good as today: clocks differ. */
export function ageBucket(since: string | null, now: string): OrUnknown<AgeBucket> {
  const days = since === null ? Number.NaN : daysBetween(since, now);
  if (Number.isNaN(days)) return "unknown";
  return bucketOf<AgeBucket>(
    days,
    [
      [30, "0-30"],
      [90, "31-90"],
      [365, "91-365"],
    ],
    ">365",
  );
}

/** Two days is where the API starts to warn; a month is a lost feed. */
export function freshness(snapshotAt: string, now: string): Freshness {
  const days = daysBetween(snapshotAt, now);
  if (Number.isNaN(days)) return "very_stale";
  return bucketOf<Freshness>(
    days,
    [
      [1, "fresh"],
      [7, "recent"],
      [30, "stale"],
    ],
    "very_stale",
  );
}
