import { RecommendedAction, RiskLevel } from "@dormant-users/shared-types";
import { z } from "zod";

/** Caps are kept here and not in the schema that is sent: models ignore them there and providers refuse some. */
export const MAX_CLAIMS = 6;
export const MAX_RECOMMENDATIONS = 5;
export const MAX_TEXT = 320;
export const MAX_CITATIONS = 8;

/** What a model is asked to say. Evidence comes first in each part: what is cited shapes what is said. */
export const AnswerSchema = z.object({
  request_token: z.string().describe("The request token, exactly as given."),
  risk: z
    .object({
      evidence_ids: z.array(z.string()).describe("Ids of the facts that the level rests on."),
      level: RiskLevel,
      reason: z.string().describe("One English sentence: why the risk is this level."),
    })
    .describe("The risk level and why."),
  summary: z
    .array(
      z.object({
        evidence_ids: z.array(z.string()).describe("Ids of the facts that this claim rests on."),
        text: z.string().describe("One plain English sentence that the cited facts bear out."),
      }),
    )
    .describe("Two to five further claims, the most important first."),
  recommendations: z
    .array(
      z.object({
        evidence_ids: z.array(z.string()).describe("Ids of the facts that speak for this action."),
        action: RecommendedAction,
        detail: z.string().describe("One or two plain English sentences: why and how, for this account."),
      }),
    )
    .describe("One to four of the allowed actions, the most useful first."),
});
export type Answer = z.infer<typeof AnswerSchema>;

const text = z.string().trim().min(1);
const ids = z.array(z.string()).default([]);

/** As much structure as the checks need: parts that fail are dropped one by one. */
export const LooseAnswer = z.object({
  request_token: z.string(),
  risk: z.object({ level: RiskLevel, reason: text, evidence_ids: ids }),
  summary: z.array(z.object({ text, evidence_ids: ids })).max(50),
  recommendations: z.array(z.object({ action: RecommendedAction, detail: text, evidence_ids: ids })).max(50),
});
export type LooseAnswer = z.infer<typeof LooseAnswer>;
