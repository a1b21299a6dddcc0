const DAY_MS = 86_400_000;

/** Numbers, dates and durations as a locale writes them. Formatters are costly to make: one set per locale, each made when first asked. */
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
  /** With its sign, also where it adds: `+0.20`, `−0.02`. */
  signedDecimal(value: number): string;
  /** A month by any of its instants (UTC), in ms: `Nov`. */
  month(ms: number): string;
  /** `Nov 2026` */
  shortMonthAndYear(ms: number): string;
  /** `November 2026` */
  monthAndYear(ms: number): string;
  /** A weekday by any of its instants (UTC), in ms: `Mon`. */
  weekday(ms: number): string;
  /** With its sign: `+12`, `−3`. */
  signed(value: number): string;
  /** US dollars, whole or with cents: `$2,940`, `$0.84`. */
  dollars(value: number, cents?: boolean): string;
  /** `22 Nov` */
  dayMonth(instant: string): string;
  /** A calendar day without a time zone, given as `2026-11-22`: `22 Nov`. */
  calendarDay(day: string): string;
  /** `22 Nov 2026` */
  date(instant: string): string;
  /** `22 Nov 2026, 06:00 UTC` */
  dateTime(instant: string): string;
  /** `22 Nov, 06:12` */
  shortDateTime(instant: string): string;
  /** Whole days in the past, in the largest unit that still tells them apart: `today`, `12 days ago`, `3 months ago`. */
  daysAgo(days: number): string;
  /** The plural category of a count (`one`, `other`, …). */
  plural(count: number): Intl.LDMLPluralRule;
}

/** @param timeZone IANA name; the browser's own where absent. */
export function createFormats(locale: string, timeZone?: string): Formats {
  const zone = timeZone ? { timeZone } : {};
  const numbers = (options?: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options));
  const dates = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(locale, options));
  const number = numbers();
  const percent = numbers({ style: "percent", maximumFractionDigits: 1 });
  const wholePercent = numbers({ style: "percent", maximumFractionDigits: 0 });
  const decimal = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const signedDecimal = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" });
  const signed = numbers({ signDisplay: "exceptZero" });
  const currency = { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" } as const;
  const dollars = numbers({ ...currency, maximumFractionDigits: 0 });
  const cents = numbers(currency);
  const month = dates({ month: "short", timeZone: "UTC" });
  const shortMonthAndYear = dates({ month: "short", year: "numeric", timeZone: "UTC" });
  const monthAndYear = dates({ month: "long", year: "numeric", timeZone: "UTC" });
  const weekday = dates({ weekday: "short", timeZone: "UTC" });
  const dayMonth = dates({ day: "numeric", month: "short", ...zone });
  const calendarDay = dates({ day: "numeric", month: "short", timeZone: "UTC" });
  const date = dates({ day: "numeric", month: "short", year: "numeric", ...zone });
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const dateTime = dates({
    day: "numeric",
    month: "short",
    year: "numeric",
    ...time,
    timeZoneName: "short",
    ...zone,
  });
  const shortDateTime = dates({ day: "numeric", month: "short", ...time, ...zone });
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: "always" }));
  const nearby = once(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const direction = directionOf(locale);
  // A date is one word: no line ends within it, and where words of another script stand around it, it keeps its own order.
  const isolate = direction === "rtl" ? (text: string) => `\u2068${text}\u2069` : (text: string) => text;
  const whole = (text: string) => isolate(text.replace(/([^,،]) /g, "$1\u00a0"));
  const plurals = once(() => new Intl.PluralRules(locale));
  return {
    locale,
    direction,
    number: (value) => number().format(value),
    percent: (share) => percent().format(share),
    wholePercent: (share) =>
      share > 0 && share < 0.005
        ? `<${wholePercent().format(0.01)}`
        : share < 1 && share >= 0.995
          ? `>${wholePercent().format(0.99)}`
          : wholePercent().format(share),
    decimal: (value) => decimal().format(value),
    signedDecimal: (value) => signedDecimal().format(value),
    month: (ms) => month().format(ms),
    shortMonthAndYear: (ms) => shortMonthAndYear().format(ms),
    monthAndYear: (ms) => monthAndYear().format(ms),
    weekday: (ms) => weekday().format(ms),
    signed: (value) => signed().format(value),
    dollars: (value, withCents = false) => (withCents ? cents : dollars)().format(value),
    dayMonth: (instant) => whole(dayMonth().format(new Date(instant))),
    calendarDay: (day) => calendarDay().format(new Date(day)),
    date: (instant) => whole(date().format(new Date(instant))),
    dateTime: (instant) => whole(dateTime().format(new Date(instant))),
    shortDateTime: (instant) => whole(shortDateTime().format(new Date(instant))),
    daysAgo(days) {
      if (days <= 1) return nearby().format(-days, "day");
      if (days < 61) return relative().format(-days, "day");
      if (days < 730) return relative().format(-Math.floor(days / 30.44), "month");
      return relative().format(-Math.floor(days / 365.25), "year");
    },
    plural: (count) => plurals().select(count),
  };
}

/** Makes the formatters that every page needs, a few milliseconds each, while nothing else is to be done. */
export function prepareFormats(formats: Formats): void {
  const instant = new Date(0).toISOString();
  formats.number(0);
  formats.wholePercent(0);
  formats.decimal(0);
  formats.plural(0);
  formats.date(instant);
  formats.dateTime(instant);
  formats.dayMonth(instant);
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
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
