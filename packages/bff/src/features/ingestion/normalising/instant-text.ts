import type { Instant } from "@dormant-users/shared-types";

const ISO_INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,12}))?(?:[Zz]|([+-])(\d{2}):?(\d{2}))?$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads an ISO 8601 instant: seconds required, a fraction of any length cut to milliseconds, `Z` or an offset honoured, no
 * zone read as UTC (RFC 3339, xsd:dateTime, Python's `isoformat`).
 *
 * @returns milliseconds since 1970, or undefined for anything else, impossible dates such as 30 February included
 */
export function parseInstantText(text: string): number | undefined {
  const match = ISO_INSTANT.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = [
    Number(match[1]),
    Number(match[2]),
    Number(match[3]),
    Number(match[4]),
    Number(match[5]),
    Number(match[6]),
  ];
  const offsetHour = Number(match[9] ?? 0);
  const offsetMinute = Number(match[10] ?? 0);
  const isPossible =
    day >= 1 &&
    day <= daysOf(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    offsetHour <= 23 &&
    offsetMinute <= 59;
  if (!isPossible) return undefined;
  const ms = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const offsetMs = (offsetHour * 60 + offsetMinute) * (match[8] === "-" ? -60_000 : 60_000);
  return utcMs(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 + ms - offsetMs;
}

/** Days of a month, 0 for a month that is none. */
function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

// Date.UTC reads the years 0 to 99 as 1900 to 1999; four centuries always have the same length.
function utcMs(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month - 1, day) - FOUR_CENTURIES_MS;
}

const FOUR_CENTURIES_MS = Date.UTC(2400, 0, 1) - Date.UTC(2000, 0, 1);

/** An instant as the product writes it: UTC with milliseconds. */
export function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}
