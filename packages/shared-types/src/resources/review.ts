import { z } from "zod";
import { RiskLevel } from "./insight.ts";
import { Instant } from "./instant.ts";

export const ReviewRequest = z.strictObject({
  agrees: z.boolean(),
  /** The risk as the reviewer sees it. */
  risk_level: RiskLevel,
  reason: z.string().trim().min(3).max(500).nullable().optional(),
});
export type ReviewRequest = z.infer<typeof ReviewRequest>;

/** What a person made of an insight. */
export const Review = z.object({
  /** The insight that was reviewed; a later analysis makes another. */
  insight_id: z.uuid(),
  reviewer: z.string(),
  agrees: z.boolean(),
  risk_level: RiskLevel,
  reason: z.string().nullable(),
  reviewed_at: Instant,
});
export type Review = z.infer<typeof Review>;

/** Reviews of insights of one risk level, and how many agreed. */
export const ReviewAgreement = z.object({
  risk_level: RiskLevel,
  reviews: z.int().min(0),
  agreed: z.int().min(0),
});
export type ReviewAgreement = z.infer<typeof ReviewAgreement>;
