/** Numbers, dates and durations as a locale writes them. Formatters are costly to make: make one set per locale. */
export interface Formats {
  readonly locale: string;
  /** Text direction of the locale. */
  readonly direction: "ltr" | "rtl";
  number(value: number): string;
  /** A share from 0 to 1, with one decimal: `6.1%`. */
  percent(share: number): string;
  /** `22 Nov 2026` */
  date(instant: string): string;
  /** `22 Nov 2026, 06:00 UTC` */
  dateTime(instant: string): string;
  /** Whole days in the past, in the largest unit that still tells them apart: `today`, `12 days ago`, `3 months ago`. */
  daysAgo(days: number): string;
  /** The plural category of a count (`one`, `other`, …). */
  plural(count: number): Intl.LDMLPluralRule;
}
/** @param timeZone IANA name; the browser's own where absent. */
export declare function createFormats(locale: string, timeZone?: string): Formats;
/** The instant `days` before another, for saying what a threshold means. */
export declare function daysBefore(instant: string, days: number): string;
