import { z } from "zod";
import { StateCounts } from "./dormancy.ts";
import { DataFreshness } from "./dormant-user.ts";
import { RiskLevel } from "./insight.ts";
import { Instant } from "./instant.ts";
import { ReviewAgreement } from "./review.ts";

/** Enabled users that can be judged, by whole days inactive: `[from_days, to_days)`. The last bin is open. */
export const DormancyHistogramBin = z.object({
  from_days: z.int().min(0),
  to_days: z.int().min(1).nullable(),
  /** Users with some activity. */
  users: z.int().min(0),
  /** Users that never were active, aged from account start. */
  never_active: z.int().min(0),
});
export type DormancyHistogramBin = z.infer<typeof DormancyHistogramBin>;

export const SourceFreshness = z.object({
  source: z.string(),
  data_as_of: Instant,
  reports_activity: z.boolean(),
  accounts: z.int().min(0),
});
export type SourceFreshness = z.infer<typeof SourceFreshness>;

/** What each threshold would flag as of the last analysis, and about how many of them would come back within 180 days. */
export const ThresholdSuggestion = z.object({
  outlooks: z.array(z.object({ inactive_days: z.int().min(1), flagged: z.int().min(0), would_return: z.int().min(0) })),
  /** The shortest threshold of whose flagged accounts at most 1 in 20 would come back; null where none is. */
  suggested_days: z.int().min(1).nullable(),
});
export type ThresholdSuggestion = z.infer<typeof ThresholdSuggestion>;

export const DormancySummary = DataFreshness.extend({
  counts: StateCounts,
  total: z.int().min(0),
  histogram: z.array(DormancyHistogramBin),
  sources: z.array(SourceFreshness),
  /** Users with an insight, by its risk level, whatever their state now. */
  risk_counts: z.record(RiskLevel, z.int().min(0)).optional(),
  /** Reviews of the last 90 days by the risk level the insight gave, every level present. */
  agreement: z.array(ReviewAgreement).optional(),
  /** Null where too little is known, or before the first analysis. */
  threshold_suggestion: ThresholdSuggestion.nullable().default(null),
});
export type DormancySummary = z.infer<typeof DormancySummary>;
