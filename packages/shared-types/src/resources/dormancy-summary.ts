import { z } from "zod";
import { StateCounts } from "./dormancy.ts";
import { DataFreshness } from "./dormant-user.ts";
import { RiskLevel } from "./insight.ts";
import { Instant } from "./instant.ts";
import { RefreshJob } from "./refresh-job.ts";
import { ReviewAgreement } from "./review.ts";

/** Users by risk level, every level present. */
export const RiskCounts = z.record(RiskLevel, z.int().min(0));
export type RiskCounts = z.infer<typeof RiskCounts>;

const perRisk = { critical: z.int().min(0), high: z.int().min(0), medium: z.int().min(0), low: z.int().min(0) };

/** Users that silence decides about, exempt and snoozed ones left out, by whole days: `[from_days, to_days)`; the last is open. */
export const DormancyHistogramBin = z.object({
  from_days: z.int().min(0),
  to_days: z.int().min(1).nullable(),
  /** Users with some activity. */
  users: z.int().min(0),
  /** Users that never were active, aged from account start. */
  never_active: z.int().min(0),
  /** The same users by the risk level of their insight; `none`: not analysed. */
  by_risk: z.object({ ...perRisk, none: z.int().min(0) }).default({ critical: 0, high: 0, medium: 0, low: 0, none: 0 }),
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

/** The tenant at the end of a UTC day of its data, at its own thresholds. */
export const TrendDay = z.object({
  day: z.iso.date(),
  dormant: z.int().min(0),
  never_active: z.int().min(0),
  /** Dormant and never-active users by risk; null where no analysis had been made then. */
  critical: z.int().min(0).nullable(),
  high: z.int().min(0).nullable(),
  medium: z.int().min(0).nullable(),
  low: z.int().min(0).nullable(),
  /** Worked out afterwards from the kept history, with the statuses of today. */
  from_history: z.boolean().default(false),
});
export type TrendDay = z.infer<typeof TrendDay>;

/** Differences to the trend entry before the newest one; positive: more than then. */
export const DormancyChange = z.object({
  /** The instant that entry speaks of. */
  since: Instant,
  /** Dormant and never-active users. */
  dormant: z.int(),
  /** Of critical or high risk without a standing decision; null where that was not known then. */
  critical_high_open: z.int().nullable(),
});
export type DormancyChange = z.infer<typeof DormancyChange>;

/** What the listed users' licences cost, as far as a source tells of licences. */
export const LicenceUse = z.object({
  /** Licences held, each user's counted once for each product. */
  seats: z.int().min(0),
  /** USD a month by the prices in the settings; null where none of the products has a price. */
  monthly_usd: z.number().min(0).nullable(),
  /** Most seats first; the product as its source names it. */
  products: z.array(
    z.object({ product: z.string(), seats: z.int().min(0), monthly_usd: z.number().min(0).nullable() }),
  ),
});
export type LicenceUse = z.infer<typeof LicenceUse>;

/** What models cost in one month (UTC). */
export const MonthSpend = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  cost_usd: z.number().min(0),
  /** The tenant's limit; reached, the rules go on alone. */
  budget_usd: z.number().min(0),
  model_calls: z.int().min(0),
  embedding_calls: z.int().min(0),
  tokens: z.object({ input: z.int().min(0), output: z.int().min(0), embedding: z.int().min(0) }),
});
export type MonthSpend = z.infer<typeof MonthSpend>;

export const DormancySummary = DataFreshness.extend({
  counts: StateCounts,
  total: z.int().min(0),
  histogram: z.array(DormancyHistogramBin),
  sources: z.array(SourceFreshness),
  /** Users a threshold would flag: ascending, one entry a day from 1 to 365. Exempt and snoozed users are left out. */
  flagged_by_days: z.array(z.object({ inactive_days: z.int().min(1), flagged: z.int().min(0) })).default([]),
  /** Dormant and never-active users at the threshold asked for, by the risk level of their insight. */
  risk_counts: RiskCounts.optional(),
  /** Those of them without a standing decision. */
  open_risk_counts: RiskCounts.optional(),
  /** Those of critical or high risk without a standing decision. */
  critical_high_open: z
    .object({
      users: z.int().min(0),
      privileged: z.int().min(0),
      /** Some account of theirs is known to lack a second factor; null where no source tells. */
      without_mfa: z.int().min(0).nullable(),
    })
    .nullable()
    .default(null),
  /** Dormant and never-active users whose return probability is `below` this; null before there are probabilities. */
  likely_gone: z
    .object({ users: z.int().min(0), below: z.number().min(0).max(1) })
    .nullable()
    .default(null),
  /** Of the dormant and never-active users; null where no source tells of licences. */
  licences: LicenceUse.nullable().default(null),
  /** Oldest first, at most 90 days; days on which nothing was recorded are left out. */
  trend: z.array(TrendDay).default([]),
  /** Null until there are two trend entries. */
  change: DormancyChange.nullable().default(null),
  spend: MonthSpend.nullable().default(null),
  /** The newest finished run of the whole tenant. */
  last_run: RefreshJob.nullable().default(null),
  /** The run of the whole tenant that is queued or at work. */
  active_run: RefreshJob.nullable().default(null),
  /** Reviews of the last 90 days by the risk level the insight gave, every level present. */
  agreement: z.array(ReviewAgreement).optional(),
  /** Null where too little is known, or before the first analysis. */
  threshold_suggestion: ThresholdSuggestion.nullable().default(null),
});
export type DormancySummary = z.infer<typeof DormancySummary>;
