import { DAY_MS } from "./judgement.ts";
import type { Segment } from "./segments.ts";

/** Users of a cohort whose silence began in one UTC day or month; `startMs` is -Infinity where no beginning is known. */
export interface CounterRow {
  readonly cohortId: number;
  readonly startMs: number;
  readonly users: number;
}

/** The days of one cohort that decide a position, as a range of starts. */
export interface DayWindow {
  readonly cohortId: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What aligns a segment with the others: how much earlier than the instant asked for its users are measured. */
export function shiftMsOf(segment: Segment, asOfMs: number): number {
  return asOfMs - segment.cohort.measuredAtMs;
}

function monthStart(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function nextMonth(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

const endOf = (startMs: number, next: (ms: number) => number): number =>
  Number.isFinite(startMs) ? next(startMs) : -Infinity;

interface Step {
  readonly endMs: number;
  readonly users: number;
}

/** The last end before which at most `skip` users lie for certain. */
function lastWithin(steps: Step[], skip: number): number | undefined {
  let passed = 0;
  let found: number | undefined;
  for (const step of steps.toSorted((a, b) => a.endMs - b.endMs)) {
    passed += step.users;
    if (passed > skip) return found;
    found = step.endMs;
  }
  return found;
}

const rowsOf = (rows: readonly CounterRow[], segment: Segment): CounterRow[] =>
  rows.filter((row) => row.cohortId === segment.cohort.cohortId);

/** An aligned instant at most `skip` users deep, to the month. Undefined: before the first month. */
export function findMonth(segments: readonly Segment[], asOfMs: number, months: readonly CounterRow[], skip: number) {
  const steps = segments.flatMap((segment) =>
    rowsOf(months, segment)
      .filter((row) => row.startMs < segment.toMs)
      .map((row) => ({ endMs: endOf(row.startMs, nextMonth) + shiftMsOf(segment, asOfMs), users: row.users })),
  );
  return lastWithin(steps, skip);
}

/** The days to read for {@link findDay}: the month that each segment stands in at the found instant, and the next. */
export function dayWindows(segments: readonly Segment[], asOfMs: number, monthMs: number): DayWindow[] {
  return segments.map((segment) => {
    const fromMs = monthStart(Math.min(monthMs - shiftMsOf(segment, asOfMs), segment.toMs));
    return { cohortId: segment.cohort.cohortId, fromMs, toMs: nextMonth(nextMonth(fromMs)) };
  });
}

/**
 * An aligned instant at most `skip` users deep and about two days of users short of it. A day's users count as passed
 * when the whole day lies before, so that one day earlier no more can have passed, wherever a shift cuts a segment's days.
 */
export function findDay(
  segments: readonly Segment[],
  asOfMs: number,
  months: readonly CounterRow[],
  days: readonly CounterRow[],
  windows: readonly DayWindow[],
  skip: number,
): number | undefined {
  const steps = segments.flatMap((segment, index) => {
    const shiftMs = shiftMsOf(segment, asOfMs);
    const fromMs = windows[index]?.fromMs ?? 0;
    const before = rowsOf(months, segment)
      .filter((row) => row.startMs < fromMs)
      .reduce((sum, row) => sum + row.users, 0);
    const daily = rowsOf(days, segment)
      .filter((row) => row.startMs >= fromMs && row.startMs < segment.toMs)
      .map((row) => ({ endMs: row.startMs + DAY_MS + shiftMs, users: row.users }));
    return [{ endMs: fromMs + shiftMs, users: before }, ...daily];
  });
  const found = lastWithin(steps, skip);
  return found === undefined ? undefined : found - DAY_MS;
}
