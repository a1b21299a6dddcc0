const DAY_MS = 86_400_000;
const MIN_SPAN_DAYS = 60;
const MAX_SPAN_DAYS = 400;

export interface RhythmScale {
  readonly startMs: number;
  readonly endMs: number;
  /** 0 at the start of the picture, 1 at its end. */
  share(ms: number): number;
}

/**
 * The span a timeline shows: from the first known activity to the instant of judgement, at least two months, so that one
 * day is not all of it, and no more than the kept activity reaches back.
 */
export function rhythmScale(days: readonly { readonly day: string }[], endMs: number): RhythmScale {
  const first = Math.min(endMs, ...days.map(({ day }) => Date.parse(day)));
  const span = Math.min(MAX_SPAN_DAYS, Math.max(MIN_SPAN_DAYS, (endMs - first) / DAY_MS + 5)) * DAY_MS;
  const startMs = endMs - span;
  return { startMs, endMs, share: (ms) => Math.min(1, Math.max(0, (ms - startMs) / span)) };
}

/** First instants (UTC) of the months within a span; of every n-th where there are more than `most`. */
export function monthStarts({ startMs, endMs }: RhythmScale, most: number): number[] {
  const start = new Date(startMs);
  const months: number[] = [];
  for (let at = 1; ; at += 1) {
    const ms = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + at, 1);
    if (ms > endMs) break;
    months.push(ms);
  }
  const every = Math.ceil(months.length / most);
  return months.filter((_, at) => at % every === 0);
}

/** Days with activity in each month (`2026-07`), oldest first; months without are left out. */
export function activeDaysByMonth(days: readonly { readonly day: string }[]): [month: string, days: number][] {
  const months = new Map<string, number>();
  for (const { day } of [...days].sort((a, b) => a.day.localeCompare(b.day))) {
    const month = day.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  return [...months];
}
