import { z } from "zod";
import { Decision } from "./decision.ts";
import { Insight, RiskLevel } from "./insight.ts";
import { Instant } from "./instant.ts";
import { Review } from "./review.ts";
import { UserDormancy } from "./user-dormancy.ts";
import { UserId } from "./user-id.ts";

/** A UTC day on which some source saw the user. */
export const ActivityDay = z.object({
  day: z.iso.date(),
  sources: z.array(z.string()),
  events: z.int().min(1),
});
export type ActivityDay = z.infer<typeof ActivityDay>;

/** An insight as it was when it was made. */
export const EarlierInsight = z.object({
  insight_id: z.uuid(),
  risk_level: RiskLevel,
  confidence: z.number().min(0).max(1),
  source: z.enum(["model", "rules"]),
  model_id: z.string().nullable(),
  outcome: z.string(),
  summary: z.string().nullable(),
  analysed_at: Instant,
});
export type EarlierInsight = z.infer<typeof EarlierInsight>;

/** What became of a similar account, which was dormant once: `kept` on purpose, gone, back, or still waiting. */
export const SimilarOutcome = z.enum(["still_dormant", "returned", "kept", "disabled"]);
export type SimilarOutcome = z.infer<typeof SimilarOutcome>;

/** What became of the tenant's accounts that were once as quiet as this one. */
export const ReturnBasis = z.object({
  /** Such silences of this tenant's past. */
  similar_silences: z.int().min(1),
  /** Those of them after which the account came back within 180 days. */
  returned: z.int().min(0),
});
export type ReturnBasis = z.infer<typeof ReturnBasis>;

/** A user of the tenant that resembles this one, and what is known of them now. */
export const SimilarUser = z.object({
  user_id: UserId,
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** Cosine similarity of the embeddings, -1 to 1; nearest first. */
  similarity: z.number().min(-1).max(1),
  last_active_at: Instant.nullable(),
  risk_level: RiskLevel.nullable(),
  /** The kind of the decision that stands for them. */
  decision: Decision.shape.kind.nullable(),
  decided_at: Instant.nullable().default(null),
  outcome: SimilarOutcome.default("still_dormant"),
});
export type SimilarUser = z.infer<typeof SimilarUser>;

/** Everything an admin needs to decide about one user. */
export const DormantUserDetail = UserDormancy.extend({
  insight_id: z.uuid().nullable(),
  /** Null until the user is analysed. Holds the evidence, the claims and every recommendation. */
  insight: Insight.nullable(),
  analysed_at: Instant.nullable(),
  /** The evidence changed since the analysis: it may no longer hold. */
  stale: z.boolean(),
  similar_users: z.array(SimilarUser),
  /** Null where the tenant's past holds too few such silences, or the user is not quiet. */
  return_basis: ReturnBasis.nullable().default(null),
  /** Newest first, at most 400 days. */
  activity_days: z.array(ActivityDay),
  activity_days_total: z.int().min(0),
  /** Newest first, undone ones among them, at most 50. */
  decisions: z.array(Decision),
  /** Newest first, without the present one, at most 20. */
  earlier_insights: z.array(EarlierInsight),
  /** The caller's own review of the present insight. */
  review: Review.nullable(),
});
export type DormantUserDetail = z.infer<typeof DormantUserDetail>;
