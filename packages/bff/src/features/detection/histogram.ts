import { type DormancyHistogramBin, type DormancySummary, RiskLevel } from "@dormant-users/shared-types";
import { NO_RANK, rankOf } from "./risk-rank.ts";
import type { HistogramRow } from "./summary.repository.ts";

/** Inner edges of the bins, in days: weeks at first, then months, then years. */
export const EDGES = [7, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 365, 545, 730, 1095];

const LONGEST_DAYS = 365;

const sumOf = (rows: readonly HistogramRow[]): number => rows.reduce((sum, { users }) => sum + users, 0);

/** Every bin, empty ones among them. */
export function binsOf(rows: readonly HistogramRow[]): DormancyHistogramBin[] {
  return [0, ...EDGES].map((fromDays, bin) => {
    const own = rows.filter((row) => row.bin === bin);
    const ranked = (rank: number): number => sumOf(own.filter(({ risk_rank }) => risk_rank === rank));
    const [critical, high, medium, low] = RiskLevel.options.map((level) => ranked(rankOf(level))) as [
      number,
      number,
      number,
      number,
    ];
    return {
      from_days: fromDays,
      to_days: EDGES[bin] ?? null,
      users: sumOf(own.filter(({ ever_active }) => ever_active)),
      never_active: sumOf(own.filter(({ ever_active }) => !ever_active)),
      by_risk: { critical, high, medium, low, none: ranked(NO_RANK) },
    };
  });
}

/** Users that each threshold from 1 to 365 days flags. */
export function flaggedByDays(rows: readonly HistogramRow[]): DormancySummary["flagged_by_days"] {
  const last = new Array<number>(LONGEST_DAYS + 1).fill(0);
  for (const { flagged_to, users } of rows) last[flagged_to] = (last[flagged_to] ?? 0) + users;
  let flagged = 0;
  const falling = last.map((_, index) => {
    flagged += last[LONGEST_DAYS - index] ?? 0;
    return { inactive_days: LONGEST_DAYS - index, flagged };
  });
  return falling.slice(0, LONGEST_DAYS).toReversed();
}
