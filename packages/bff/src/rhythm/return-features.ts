import { type ActiveDays, dayAt } from "./active-days.ts";
import { lnFromOne } from "./portable-math.ts";

/** Silence, in days, up to which a gap is ordinary: accounts quieter than this are judged. */
export const QUIET_DAYS = 30;

interface ReturnFeature {
  readonly name: string;
  /**
   * True for what depends on the present silence. Each such feature falls (or stays) as silence grows, and its coefficient
   * is held at 0 or above: that is what makes a longer silence never likelier to end.
   */
  readonly silence: boolean;
}

/** The terms of the model, in the order of its coefficients. docs/rhythm.md gives each one's formula and reason. */
export const RETURN_FEATURES: readonly ReturnFeature[] = [
  { name: "base", silence: false },
  { name: "silence", silence: true },
  { name: "silence beyond 180 days", silence: true },
  { name: "silence beyond 720 days", silence: true },
  { name: "silence of a busy account", silence: true },
  { name: "silence beyond own mean gap", silence: true },
  { name: "silence beyond own longest gap", silence: true },
  { name: "silences survived", silence: true },
  { name: "active days", silence: false },
  { name: "active days in the last active year", silence: false },
  { name: "active life", silence: false },
  { name: "long pauses", silence: false },
  { name: "irregularity", silence: false },
  { name: "seen once", silence: false },
];

export const FEATURE_COUNT = RETURN_FEATURES.length;

const YEAR_DAYS = 365;
const BUSY_LN_SCALE = 4;

/**
 * Writes the features of an account into `out` at `offset`, judged at the end of `asOfDay` by its first `count` days.
 *
 * Everything but the silence itself is measured back from the last active day, not from `asOfDay`: while an account stays
 * quiet only its silence changes.
 */
export function writeReturnFeatures(
  days: ActiveDays,
  count: number,
  asOfDay: number,
  out: Float64Array,
  offset: number,
): void {
  const last = dayAt(days, count - 1);
  const life = last - dayAt(days, 0);
  const silence = Math.max(QUIET_DAYS, asOfDay - last);
  const gaps = count - 1;
  let inLastYear = 1;
  let longPauses = 0;
  let longestGap = QUIET_DAYS;
  let squares = 0;
  let survived = 0;
  for (let i = gaps; i > 0; i -= 1) {
    const earlier = dayAt(days, i - 1);
    const gap = dayAt(days, i) - earlier;
    if (last - earlier <= YEAR_DAYS) inLastYear += 1;
    if (gap > QUIET_DAYS) longPauses += 1;
    if (gap > longestGap) longestGap = gap;
    squares += gap * gap;
    survived += gap >= silence ? 1 : (gap / silence) ** 2 * (gap / silence) ** 2;
  }
  const meanGap = gaps > 0 ? life / gaps : 0;
  const spread = gaps > 1 ? Math.sqrt(Math.max(0, squares / gaps - meanGap * meanGap)) : 0;
  const lnSilence = lnFromOne(silence / QUIET_DAYS);
  const busyness = Math.min(1, lnFromOne(1 + inLastYear) / BUSY_LN_SCALE);

  out[offset] = 1;
  out[offset + 1] = -lnSilence;
  out[offset + 2] = -lnFromOne(silence / 180);
  out[offset + 3] = -lnFromOne(silence / 720);
  out[offset + 4] = -lnSilence * busyness;
  out[offset + 5] = gaps > 0 ? -lnFromOne(silence / (QUIET_DAYS + meanGap)) : 0;
  out[offset + 6] = gaps > 0 ? -lnFromOne(silence / longestGap) : 0;
  out[offset + 7] = lnFromOne(1 + survived);
  out[offset + 8] = lnFromOne(count);
  out[offset + 9] = lnFromOne(1 + inLastYear);
  out[offset + 10] = lnFromOne(1 + life);
  out[offset + 11] = lnFromOne(1 + longPauses);
  out[offset + 12] = gaps > 1 ? lnFromOne(1 + spread / meanGap) : 0;
  out[offset + 13] = gaps === 0 ? 1 : 0;
}
