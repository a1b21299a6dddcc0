import { z } from "zod";
import { AccountType, InactiveDays } from "./dormancy.ts";
import { Instant, InstantInput } from "./instant.ts";

const reason = z.string().trim().min(3).max(500);

/** Takes one user, or every member of a group, out of judgement; for a stated reason and, if given, until a date. */
export const Exemption = z.strictObject({
  kind: z.enum(["user", "group"]),
  /** A `user_id`, or a group's name as its source gives it (its id where the source tells no name). */
  value: z.string().trim().min(1).max(200),
  reason,
  /** The exemption ends at this instant; null means until it is removed. */
  until: InstantInput.nullable().default(null),
});
export type Exemption = z.infer<typeof Exemption>;

/** When an ingested feed is held and reported rather than believed. */
export const HoldLimits = z.strictObject({
  /** Share of a source's accounts that may disappear between two complete snapshots. */
  max_shrink_share: z.number().min(0).max(1).default(0.2),
  /** Rise of the dormant share (at the tenant's threshold) that one snapshot may cause. */
  max_dormant_share_rise: z.number().min(0).max(1).default(0.2),
  /** Days by which a source's newest activity may trail its snapshot when it did not move since the last one. */
  max_stall_days: z.int().min(1).max(365).default(7),
});
export type HoldLimits = z.infer<typeof HoldLimits>;

/** For how long what the product makes of users is kept, in days; the retention job deletes what is older. */
export const Retention = z.strictObject({
  /** Vectors; the next analysis makes those again that it needs. */
  embeddings_days: z.int().min(1).max(3650).default(90),
  /** Insights, reviews of them and decisions that were taken back. */
  insights_days: z.int().min(30).max(3650).default(365),
  /** Earlier insights, runs, trend, published events and records that were set aside. */
  history_days: z.int().min(30).max(3650).default(183),
});
export type Retention = z.infer<typeof Retention>;

/** When the tenant is analysed without being asked for. */
export const AnalysisSchedule = z.strictObject({
  enabled: z.boolean().default(true),
  /** Hour of the day, UTC, where the platform's schedule goes by it; else the platform's own hour. */
  hour_utc: z.int().min(0).max(23).default(3),
});
export type AnalysisSchedule = z.infer<typeof AnalysisSchedule>;

export const Settings = z.object({
  inactive_days: InactiveDays.default(30),
  /** Stricter threshold for privileged accounts; null: the same. */
  inactive_days_privileged: InactiveDays.nullable().default(null),
  /** Thresholds of account types that differ from `inactive_days`. */
  inactive_days_by_account_type: z.partialRecord(AccountType, InactiveDays).default({}),
  exempt_account_types: z.array(AccountType).default(["service"]),
  exemptions: z.array(Exemption).max(1000).default([]),
  hold_limits: HoldLimits.prefault({}),
  /** USD that models may cost in a month (UTC); reached, the rules go on alone. 0: no model is asked. */
  monthly_budget_usd: z.number().min(0).max(100_000).default(8),
  retention: Retention.prefault({}),
  schedule: AnalysisSchedule.prefault({}),
  /** USD a month for one licence, by the product as its source names it. */
  licence_prices: z
    .record(z.string().min(1).max(200), z.number().min(0).max(100_000))
    .refine((prices) => Object.keys(prices).length <= 500, "must price at most 500 products")
    .default({}),
});
export type Settings = z.infer<typeof Settings>;

export const StoredSettings = Settings.extend({
  /** Grows by one with every change; the ETag that a PUT must name in If-Match. */
  version: z.int().min(0),
  updated_at: Instant.nullable(),
  updated_by: z.string().nullable(),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

export const DEFAULT_SETTINGS: Settings = Settings.parse({});
