import type { DormancyHistogramBin, DormancySummary } from "@dormant-users/shared-types";

/** The last bin is open: it is drawn as if it were this much longer than where it begins. */
const OPEN_BIN_STRETCH = 1.5;

const endOf = (bin: DormancyHistogramBin) => bin.to_days ?? Math.round(bin.from_days * OPEN_BIN_STRETCH) + 1;

/** Where a number of days lies on an axis of equally wide bins: 0 at its start, 1 at its end. */
export function positionOf(days: number, bins: readonly DormancyHistogramBin[]): number {
  if (bins.length === 0) return 0;
  const at = bins.findLastIndex((bin) => days >= bin.from_days);
  const bin = bins[Math.max(0, at)] as DormancyHistogramBin;
  const within = (days - bin.from_days) / (endOf(bin) - bin.from_days);
  return (Math.max(0, at) + Math.min(1, Math.max(0, within))) / bins.length;
}

/** The number of days at a position of that axis; the inverse of `positionOf`, in whole days. */
export function daysAt(position: number, bins: readonly DormancyHistogramBin[]): number {
  if (bins.length === 0) return 0;
  const place = Math.min(1, Math.max(0, position)) * bins.length;
  const at = Math.min(bins.length - 1, Math.floor(place));
  const bin = bins[at] as DormancyHistogramBin;
  return Math.round(bin.from_days + (place - at) * (endOf(bin) - bin.from_days));
}

/** The share of a bin's users that a threshold flags, as if they lay evenly in it; 0 to 1. */
export function flaggedShare(bin: DormancyHistogramBin, days: number): number {
  if (days <= bin.from_days) return 1;
  if (bin.to_days !== null && days >= bin.to_days) return 0;
  return 1 - (days - bin.from_days) / (endOf(bin) - bin.from_days);
}

/** How many users a threshold would flag; exact to the day where the server says so, else read off the bins. */
export function flaggedAt(days: number, summary: Pick<DormancySummary, "flagged_by_days" | "histogram">) {
  const known = summary.flagged_by_days.find(({ inactive_days }) => inactive_days === days);
  if (known) return { users: known.flagged, exact: true };
  const users = summary.histogram.reduce(
    (sum, bin) => sum + (bin.users + bin.never_active) * flaggedShare(bin, days),
    0,
  );
  return { users: Math.round(users), exact: false };
}

/** About how many of the flagged would come back within 180 days; undefined where the server does not say. */
export function wouldReturnAt(days: number, { threshold_suggestion }: Pick<DormancySummary, "threshold_suggestion">) {
  const outlooks = threshold_suggestion?.outlooks ?? [];
  const after = outlooks.find(({ inactive_days }) => inactive_days >= days);
  const before = outlooks.findLast(({ inactive_days }) => inactive_days <= days);
  if (!after && !before) return undefined;
  if (!after || !before || after === before) return (after ?? before)?.would_return;
  const share = (days - before.inactive_days) / (after.inactive_days - before.inactive_days);
  return Math.round(before.would_return + share * (after.would_return - before.would_return));
}

/** Of those a threshold would flag, how many are of critical and of high risk; about, where it cuts through a bin. */
export function seriousAt(days: number, { histogram }: Pick<DormancySummary, "histogram">) {
  const sum = (level: "critical" | "high") =>
    Math.round(histogram.reduce((total, bin) => total + bin.by_risk[level] * flaggedShare(bin, days), 0));
  return { critical: sum("critical"), high: sum("high") };
}
