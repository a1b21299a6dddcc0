const DAY_MS = 86_400_000;

/** Numbers, dates and durations as a locale writes them. Formatters are costly to make: make one set per locale. */
export interface Formats {
  readonly locale: string;
  /** Text direction of the locale. */
  readonly direction: "ltr" | "rtl";
  number(value: number): string;
  /** A share from 0 to 1, with one decimal: `6.1%`. */
  percent(share: number): string;
  /** Without decimals; what is neither 0 nor 1 never reads so: `<1%`, `>99%`. */
  wholePercent(share: number): string;
  /** With two decimals: `0.93`. */
  decimal(value: number): string;
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
export function createFormats(locale: string, timeZone?: string): Formats {
  const zone = timeZone ? { timeZone } : {};
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", ...zone });
  const dateTime = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...zone,
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const nearby = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const plurals = new Intl.PluralRules(locale);
  return {
    locale,
    direction: directionOf(locale),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    wholePercent: (share) =>
      share > 0 && share < 0.005
        ? `<${whole.format(0.01)}`
        : share < 1 && share >= 0.995
          ? `>${whole.format(0.99)}`
          : whole.format(share),
    decimal: (value) => decimal.format(value),
    date: (instant) => date.format(new Date(instant)),
    dateTime: (instant) => dateTime.format(new Date(instant)),
    daysAgo(days) {
      if (days <= 1) return nearby.format(-days, "day");
      if (days < 61) return relative.format(-days, "day");
      if (days < 730) return relative.format(-Math.floor(days / 30.44), "month");
      return relative.format(-Math.floor(days / 365.25), "year");
    },
    plural: (count) => plurals.select(count),
  };
}

/** The instant `days` before another, for saying what a threshold means. */
export function daysBefore(instant: string, days: number): string {
  return new Date(Date.parse(instant) - days * DAY_MS).toISOString();
}

function directionOf(locale: string): "ltr" | "rtl" {
  // Engines differ: a method in the current proposal, a property before it, neither in the oldest supported Firefox.
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getTextInfo?: () => { direction?: string };
    textInfo?: { direction?: string };
  };
  const direction = info.getTextInfo?.().direction ?? info.textInfo?.direction;
  if (direction) return direction === "rtl" ? "rtl" : "ltr";
  return /^(ar|fa|he|ur|ps|yi|ckb|dv|sd|ug)\b/.test(locale) ? "rtl" : "ltr";
}
