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

/** The last end before which at most `skip` users lie for certain, and the end that is too far. */
function boundsOf(steps: Step[], skip: number): { withinMs: number | undefined; beyondMs: number | undefined } {
  let passed = 0;
  let withinMs: number | undefined;
  let atMs: number | undefined;
  for (const step of steps.toSorted((a, b) => a.endMs - b.endMs)) {
    // Steps of several segments may end together: an end counts once all of them are passed.
    if (step.endMs !== atMs) withinMs = atMs;
    atMs = step.endMs;
    passed += step.users;
    if (passed > skip) return { withinMs, beyondMs: step.endMs };
  }
  return { withinMs: atMs, beyondMs: undefined };
}

const rowsOf = (rows: readonly CounterRow[], segment: Segment): CounterRow[] =>
  rows.filter((row) => row.cohortId === segment.cohort.cohortId);

/** A stretch of aligned time. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where the user after `skip` others stands, to the month. Undefined: in the first month, or there is no such user. */
export function findMonths(
  segments: readonly Segment[],
  asOfMs: number,
  months: readonly CounterRow[],
  skip: number,
): Stretch | undefined {
  const steps = segments.flatMap((segment) =>
    rowsOf(months, segment)
      .filter((row) => row.startMs < segment.toMs)
      .map((row) => ({ endMs: endOf(row.startMs, nextMonth) + shiftMsOf(segment, asOfMs), users: row.users })),
  );
  const { withinMs, beyondMs } = boundsOf(steps, skip);
  if (withinMs === undefined || beyondMs === undefined || withinMs === -Infinity) return undefined;
  return { fromMs: withinMs, toMs: beyondMs };
}

/** More than the longest month: counted by days, as many users may have passed this much earlier as by whole months. */
const MONTH_MS = 32 * DAY_MS;

/** The days to read for {@link findDay}: every month that a segment passes on the stretch, and the one before. */
export function dayWindows(segments: readonly Segment[], asOfMs: number, stretch: Stretch): DayWindow[] {
  return segments.map((segment) => {
    const shiftMs = shiftMsOf(segment, asOfMs);
    const fromMs = monthStart(Math.min(stretch.fromMs - MONTH_MS - shiftMs, segment.toMs));
    return { cohortId: segment.cohort.cohortId, fromMs, toMs: nextMonth(Math.max(stretch.toMs - shiftMs, fromMs)) };
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
  const { withinMs } = boundsOf(steps, skip);
  return withinMs === undefined ? undefined : withinMs - DAY_MS;
}
