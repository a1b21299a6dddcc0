import type { Trend } from "../../rag/evidence/vocabulary.ts";

const SPAN_DAYS = 90;
const LEAST_DAYS = 6;
const RATIO = 1.5;

/**
 * Whether the account was used on more or fewer days in the last 90 days of its activity than in the 90 before them:
 * half as many again is rising, two thirds is falling. Null below six active days in both.
 */
export function trendOf(ascendingDays: readonly number[]): Trend | null {
  const last = ascendingDays.at(-1);
  if (last === undefined) return null;
  const within = (from: number, to: number): number => ascendingDays.filter((day) => day > from && day <= to).length;
  const late = within(last - SPAN_DAYS, last);
  const early = within(last - 2 * SPAN_DAYS, last - SPAN_DAYS);
  if (late + early < LEAST_DAYS) return null;
  if (late >= RATIO * early) return "rising";
  return early >= RATIO * late ? "falling" : "steady";
}
