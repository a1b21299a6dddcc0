import { z } from "zod";
import { Instant } from "./instant.ts";
import { JsonValue } from "./json-value.ts";

/** From worst to least, as the chips show it. */
export const RiskLevel = z.enum(["critical", "high", "medium", "low"]);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** Names one fact within one insight. */
export const EvidenceId = z.string().regex(/^E[1-9][0-9]?$/);
export type EvidenceId = z.infer<typeof EvidenceId>;

/** Which part of the product a fact comes from. */
export const EvidenceKind = z.enum(["activity", "profile", "stored_object", "decisions", "peers"]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** A source's kind, or the part of the product that worked the fact out. */
export const EvidenceSource = z.enum([
  "trustx",
  "okta",
  "entra",
  "google",
  "scim",
  "detection",
  "rhythm",
  "decisions",
  "neighbours",
]);
export type EvidenceSource = z.infer<typeof EvidenceSource>;

/** A typed fact from the database. `text` is made from `value`, in English; never from what a user can write. */
export const Evidence = z.object({
  id: EvidenceId,
  key: z.string(),
  kind: EvidenceKind,
  source: EvidenceSource,
  observed_at: Instant.nullable(),
  value: JsonValue,
  text: z.string().min(1),
});
export type Evidence = z.infer<typeof Evidence>;

/** One statement with the evidence it rests on. */
export const Claim = z.object({
  text: z.string().min(1).max(320),
  evidence_ids: z.array(EvidenceId).min(1).max(8),
});
export type Claim = z.infer<typeof Claim>;

/** All that an insight can ever propose; a human decides. */
export const RecommendedAction = z.enum([
  "apply_earlier_decision",
  "revoke_privileged_role",
  "disable_now",
  "remove_invitation",
  "disable_with_grace",
  "rotate_credentials",
  "find_owner",
  "verify_emergency_access",
  "investigate_data_gap",
  "review_groups",
  "enrol_mfa",
  "notify_manager",
  "notify_user",
  "reclaim_licence",
  "snooze",
  "keep",
]);
export type RecommendedAction = z.infer<typeof RecommendedAction>;

export const Recommendation = z.object({
  action: RecommendedAction,
  title: z.string().min(1).max(80),
  detail: z.string().min(1).max(320),
  /** 1 is first; without gaps within an insight. */
  priority: z.int().min(1),
  evidence_ids: z.array(EvidenceId).min(1).max(8),
});
export type Recommendation = z.infer<typeof Recommendation>;

/** One change, all else equal, that would lower the risk. */
export const ClearingChange = z.object({
  change: z.enum(["sign_in", "disable", "revoke_privilege", "leave_sensitive_groups", "enrol_mfa"]),
  /** The risk after it; null: the account leaves the list. */
  risk_level: RiskLevel.nullable(),
  text: z.string(),
});
export type ClearingChange = z.infer<typeof ClearingChange>;

/** One term of the confidence; the terms add up to it. */
export const ConfidenceTerm = z.object({
  term: z.enum([
    "base",
    "evidence_coverage",
    "rule_margin",
    "agreement",
    "verified_citations",
    "freshness",
    "source_conflict",
    "rhythm",
    "peers",
    "cap",
    "calibration",
  ]),
  points: z.number().min(-1).max(1),
  /** Why, in English. */
  text: z.string(),
});
export type ConfidenceTerm = z.infer<typeof ConfidenceTerm>;

/** Why the rules wrote an insight that a model was meant to write, or could have written. */
export const RulesReason = z.enum([
  "no_model",
  "budget_exhausted",
  "egress_blocked",
  "model_failed",
  "deadline_passed",
  "answer_rejected",
]);
export type RulesReason = z.infer<typeof RulesReason>;

/** What is known, concluded and proposed about one dormant account, each statement with its evidence. */
export const Insight = z.object({
  risk_level: RiskLevel,
  /** Never lower than this by the stated rules; a model may only raise it. */
  risk_floor: RiskLevel,
  /** 0…1: computed, never a model's own word. */
  confidence: z.number().min(0).max(1),
  confidence_terms: z.array(ConfidenceTerm).min(1),
  /** True where too little is known to judge: the level then is what the account could do, not what it is. */
  insufficient_evidence: z.boolean(),
  source: z.enum(["model", "rules"]),
  /** Null where a model wrote it. */
  rules_reason: RulesReason.nullable(),
  /** The first one says why the risk is what it is. */
  summary: z.array(Claim).min(1).max(8),
  recommendations: z.array(Recommendation).max(8),
  counterfactual: z.array(ClearingChange),
  evidence: z.array(Evidence).min(1),
  /** Decides whether the account is analysed again. */
  evidence_hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Null where the rules wrote it. */
  model_id: z.string().nullable(),
  prompt_version: z.string(),
  rules_version: z.string(),
  generated_at: Instant,
});
export type Insight = z.infer<typeof Insight>;
