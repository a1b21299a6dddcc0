const DAY_MS = 86_400_000;

/**
 * Noon (UTC) of a day written `2027-01-31`: the one hour at which the calendars of nearly all time zones show that same
 * day. Undefined where the text is no day.
 */
export function dayToInstant(day: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const ms = Date.parse(`${day}T12:00:00Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The day, `2027-01-31`, that lies `days` after an instant. */
export function dayAfter(fromMs: number, days: number): string {
  return new Date(fromMs + days * DAY_MS).toISOString().slice(0, 10);
}
