/** Days of activity: whole days since 1970-01-01 (UTC), ascending, each once. */
export type ActiveDays = readonly number[];

/** One account's activity; `days` in any order, repeats allowed. */
export interface AccountHistory {
  readonly id: string;
  readonly days: readonly number[];
}

/** A day that is not a whole number of days since 1970-01-01. */
export class InvalidActivityDayError extends Error {
  readonly day: unknown;
  constructor(day: unknown) {
    super(`Not a day: ${String(day)}. Give whole days since 1970-01-01, 0 or later.`);
    this.name = "InvalidActivityDayError";
    this.day = day;
  }
}

/** @throws InvalidActivityDayError unless `day` is a whole number of days since 1970-01-01. */
export function assertDay(day: number): void {
  if (!Number.isSafeInteger(day) || day < 0) throw new InvalidActivityDayError(day);
}

/**
 * The days in ascending order without repeats; the array itself if it already is so.
 * @throws InvalidActivityDayError for a day that is negative, fractional or not a number.
 */
export function toActiveDays(days: readonly number[]): ActiveDays {
  let ascending = true;
  let before = -1;
  for (const day of days) {
    assertDay(day);
    if (day <= before) ascending = false;
    before = day;
  }
  return ascending ? days : [...new Set(days)].sort((a, b) => a - b);
}

/** How many of the days are on or before `day`. */
export function countUpTo(days: ActiveDays, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The `index`-th day, counted from 0; a caller asks only for days that are there. */
export function dayAt(days: ActiveDays, index: number): number {
  return days[index] as number;
}
