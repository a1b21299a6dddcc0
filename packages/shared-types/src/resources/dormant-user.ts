import { z } from "zod";
import { DecisionId, DecisionKind } from "./decision.ts";
import { AccountType, ActivityBasis, DormancyReason, DormancyState, InactiveDays, StateCounts } from "./dormancy.ts";
import { EvidenceId, RecommendedAction, RiskLevel } from "./insight.ts";
import { Instant } from "./instant.ts";
import { UserId } from "./user-id.ts";

/** The decision that stands for a user. */
export const StandingDecision = z.object({
  decision_id: DecisionId,
  kind: DecisionKind,
  until: Instant.nullable(),
  decided_by: z.string(),
  decided_at: Instant,
});
export type StandingDecision = z.infer<typeof StandingDecision>;

/** What a row shows of the user's insight. Null throughout, but for the decision, until the user is analysed. */
const InsightColumns = z.object({
  risk_level: RiskLevel.nullable(),
  confidence: z.number().min(0).max(1).nullable(),
  /** The insight's first claim. */
  summary: z.string().nullable(),
  top_recommendations: z.array(z.object({ action: RecommendedAction, title: z.string() })).max(2),
  insight_source: z.enum(["model", "rules"]).nullable(),
  decision: StandingDecision.nullable(),
});

/** One row of the list. The first five fields are Phase A's and keep their meaning. */
export const DormantUser = z.object({
  user_id: UserId,
  email: z.string().nullable(),
  name: z.string().nullable(),
  /** Whole days since the last activity, or since the account could first be used. Null where nothing is known. */
  days_inactive: z.int().min(0).nullable(),
  last_active_at: Instant.nullable(),
  /** True where the kept history does not reach further back: the account may be quiet for longer. */
  days_inactive_is_minimum: z.boolean(),
  /** The id in the source object this user is first known by. */
  external_id: z.string(),
  state: DormancyState,
  reason: DormancyReason,
  last_active_basis: ActivityBasis,
  last_active_source: z.string().nullable(),
  account_start_at: Instant.nullable(),
  account_type: AccountType,
  privileged: z.boolean(),
  department: z.string().nullable(),
  sources: z.array(z.string()),
  // Optional for readers of answers that were given before there were insights.
  ...InsightColumns.partial().shape,
  /** P(active again within 180 days), 0…1; null where too little is known, or before the first analysis. */
  return_probability: z.number().min(0).max(1).nullable().default(null),
  /** Days between days of activity: this account's usual range. */
  typical_gap_days: z
    .object({ low: z.int().min(1), high: z.int().min(1) })
    .nullable()
    .default(null),
  /** The evidence changed since the insight was made: it may no longer hold. */
  insight_stale: z.boolean().default(false),
  /** The insight says that too little is known to judge. */
  insufficient_evidence: z.boolean().default(false),
  /** What `summary` rests on. */
  summary_evidence_ids: z.array(EvidenceId).default([]),
  /** `missing`: some account of the user is known to lack a second factor. */
  mfa: z.enum(["enrolled", "missing", "unknown"]).default("unknown"),
});
export type DormantUser = z.infer<typeof DormantUser>;

export const DataWarning = z.object({
  code: z.enum(["stale_data", "stale_source", "no_activity_data", "snapshot_held", "no_data", "as_of_in_future"]),
  /** English, for readers that have no words of their own for the code. */
  message: z.string(),
  source: z.string().optional(),
  /**
   * The instant the warning is about: the newest snapshot of the source, or of the tenant where it names none; of a snapshot that is
   * held its own.
   */
  data_as_of: Instant.optional(),
  /** English: what was found, where the code alone does not tell, such as why a snapshot is held. */
  detail: z.string().optional(),
});
export type DataWarning = z.infer<typeof DataWarning>;

/** What a list or summary speaks of, and how far it can be trusted. */
export const DataFreshness = z.object({
  /** The instant the answer speaks of. Null until the tenant has data. */
  as_of: Instant.nullable(),
  /** The newest snapshot instant of the tenant. */
  data_as_of: Instant.nullable(),
  /** `as_of` minus `inactive_days` x 24 h: older than this is dormant. */
  cutoff: Instant.nullable(),
  inactive_days: InactiveDays,
  warnings: z.array(DataWarning),
});
export type DataFreshness = z.infer<typeof DataFreshness>;

export const DormantUsersPage = DataFreshness.extend({
  items: z.array(DormantUser),
  /** Users that match the query, over all pages. */
  total: z.int().min(0),
  skip: z.int().min(0),
  limit: z.int().min(1),
  /** Pass as `cursor` for the next page; null on the last. */
  next_cursor: z.string().nullable(),
  /** All states over the selected account types, whatever `state`, `q` and `department` select. */
  counts: StateCounts,
});
export type DormantUsersPage = z.infer<typeof DormantUsersPage>;
