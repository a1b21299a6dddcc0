import { DAY_MS } from "./judgement.ts";

/** Users that can be counted together: measured at one instant and taken up to one bound. */
export interface CountedGroup {
  readonly cohortIds: readonly number[];
  /** What aligns the group with the others: how much earlier than the instant asked for its users are measured. */
  readonly shiftMs: number;
  /** Exclusive bound of the beginning of the silence, before aligning. */
  readonly toMs: number;
}

/** Users of a group whose silence began in one UTC day or month; `startMs` is -Infinity where no beginning is known. */
export interface CounterRow {
  /** Index into the groups. */
  readonly group: number;
  readonly startMs: number;
  readonly users: number;
}

/** A stretch of time. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** More than the longest month: counted by days, as many users may have passed this much earlier as by whole months. */
const MONTH_MS = 32 * DAY_MS;

function monthStart(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function nextMonth(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

interface Step {
  readonly endMs: number;
  readonly users: number;
}

/** The last end before which at most `skip` users lie for certain, and the end that is too far. */
function boundsOf(
  steps: readonly Step[],
  skip: number,
): { withinMs: number | undefined; beyondMs: number | undefined } {
  let passed = 0;
  let withinMs: number | undefined;
  let atMs: number | undefined;
  for (const step of steps.toSorted((a, b) => a.endMs - b.endMs)) {
    // Steps of several groups may end together: an end counts once all of them are passed.
    if (step.endMs !== atMs) withinMs = atMs;
    atMs = step.endMs;
    passed += step.users;
    if (passed > skip) return { withinMs, beyondMs: step.endMs };
  }
  return { withinMs: atMs, beyondMs: undefined };
}

/** The rows of a group that can hold users before its bound. */
const rowsOf = (rows: readonly CounterRow[], index: number, group: CountedGroup): CounterRow[] =>
  rows.filter((row) => row.group === index && row.startMs < group.toMs);

/** Where the user after `skip` others stands, to the month, in aligned time. Undefined: in the first month, or nowhere. */
export function findMonths(
  groups: readonly CountedGroup[],
  months: readonly CounterRow[],
  skip: number,
): Stretch | undefined {
  const steps = groups.flatMap((group, index) =>
    rowsOf(months, index, group).map((row) => ({
      endMs: (Number.isFinite(row.startMs) ? nextMonth(row.startMs) : row.startMs) + group.shiftMs,
      users: row.users,
    })),
  );
  const { withinMs, beyondMs } = boundsOf(steps, skip);
  if (withinMs === undefined || beyondMs === undefined || withinMs === -Infinity) return undefined;
  return { fromMs: withinMs, toMs: beyondMs };
}

/** For each group the days to read for {@link findDays}: every month it passes on the stretch, and the one before. */
export function dayWindows(groups: readonly CountedGroup[], stretch: Stretch): Stretch[] {
  return groups.map(({ shiftMs, toMs }) => {
    const fromMs = monthStart(Math.min(stretch.fromMs - MONTH_MS - shiftMs, toMs));
    return { fromMs, toMs: nextMonth(Math.max(stretch.toMs - shiftMs, fromMs)) };
  });
}

/**
 * Aligned time that surely holds the users after `skip` others, and little else. Its beginning is at most `skip` users
 * deep: a day's users count as passed when the whole day lies before, so one day earlier no more can have passed, wherever
 * a shift cuts a group's days. Before its end lie at least `skip + limit` users; Infinity where the windows do not tell.
 */
export function findDays(
  groups: readonly CountedGroup[],
  months: readonly CounterRow[],
  days: readonly CounterRow[],
  windows: readonly Stretch[],
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Stretch | undefined {
  const steps = groups.flatMap((group, index) => {
    const fromMs = windows[index]?.fromMs ?? Number.NaN;
    const before = rowsOf(months, index, group)
      .filter((row) => row.startMs < fromMs)
      .reduce((sum, row) => sum + row.users, 0);
    const daily = rowsOf(days, index, group)
      .filter((row) => row.startMs >= fromMs)
      .map((row) => ({ endMs: row.startMs + DAY_MS + group.shiftMs, users: row.users }));
    return [{ endMs: fromMs + group.shiftMs, users: before }, ...daily];
  });
  const { withinMs } = boundsOf(steps, skip);
  if (withinMs === undefined) return undefined;
  const end = boundsOf(steps, skip + limit).beyondMs ?? Infinity;
  // A group's last day counts whole although its bound may cut it: beyond the bound nothing is certain.
  const certain = Math.min(...groups.map((group) => group.toMs + group.shiftMs));
  return { fromMs: withinMs - DAY_MS, toMs: end <= certain ? end : Infinity };
}
