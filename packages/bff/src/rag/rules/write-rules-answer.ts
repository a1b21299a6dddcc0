import type { EvidenceId, RecommendedAction, RiskLevel } from "@dormant-users/shared-types";
import type { FactKey } from "../evidence/analysis-facts.ts";
import type { EvidenceSet, Fact } from "../evidence/build-evidence.ts";
import type { ActionRule } from "./actions.ts";
import type { Assessment } from "./evaluate-risk.ts";
import { type Factor, factKeysOf } from "./factor.ts";

interface WrittenClaim {
  readonly text: string;
  readonly evidence_ids: EvidenceId[];
}

/** An analysis as any analyst gives it, before it is checked and dressed. */
export interface WrittenAnswer {
  readonly risk: { readonly level: RiskLevel; readonly reason: string; readonly evidence_ids: EvidenceId[] };
  readonly summary: readonly WrittenClaim[];
  readonly recommendations: readonly {
    readonly action: RecommendedAction;
    readonly detail: string;
    readonly evidence_ids: EvidenceId[];
  }[];
}

/** More reasons than these two on each axis only repeat the summary. */
const REASONS_PER_AXIS = 2;
const MAX_RECOMMENDATIONS = 5;

/** What belongs into one claim together, in the order in which a reader asks. */
const THEMES: readonly (readonly FactKey[])[] = [
  ["days_inactive", "silence_is_minimum", "activity_basis"],
  ["typical_gap", "silence_vs_rhythm", "return_probability"],
  ["account_type", "privileged", "mfa", "guest_invitation", "group_classes"],
  ["latest_decision"],
  ["peers"],
  ["sources_agree", "stored_object"],
];

/** Facts that are told only where they are news. */
const ROUTINE: Readonly<Partial<Record<FactKey, (fact: Fact) => boolean>>> = {
  sources_agree: ({ value }) => value !== "conflict",
  stored_object: ({ value }) =>
    typeof value === "object" &&
    "freshness" in value &&
    value.freshness !== "very_stale" &&
    value.freshness !== "stale",
  peers: ({ value }) => value === "none",
};

/** The rules' own analysis: sentences of the facts it cites, so it passes every check that a model's answer meets. */
export function writeRulesAnswer(
  evidence: EvidenceSet,
  assessment: Assessment,
  allowed: readonly ActionRule[],
): WrittenAnswer {
  const factors = [
    ...reasonsOf(assessment.abandonmentFactors, assessment.abandonment !== "unlikely"),
    ...impactReasons(assessment),
  ];
  const cited = idsOf([...factors.flatMap((factor) => factKeysOf(factor.when)), "state", "days_inactive"], evidence);
  return {
    risk: { level: assessment.floor, reason: riskSentence(assessment), evidence_ids: cited.slice(0, 8) },
    summary: THEMES.flatMap((keys) => themeClaim(keys, evidence)),
    recommendations: allowed.slice(0, MAX_RECOMMENDATIONS).map((rule) => ({
      action: rule.action,
      detail: rule.detail,
      evidence_ids: idsOf(rule.cites, evidence),
    })),
  };
}

function reasonsOf(factors: readonly Factor[], raising: boolean): readonly Factor[] {
  return factors.filter(({ points }) => points > 0 === raising).slice(0, REASONS_PER_AXIS);
}

const impactReasons = (assessment: Assessment): readonly Factor[] => reasonsOf(assessment.impactFactors, true);

const PHRASES = {
  unknown: "too little is known of its activity",
  unlikely: "abandonment is unlikely",
  possible: "abandonment is possible",
  likely: "abandonment is likely",
  very_likely: "abandonment is very likely",
} as const;

function riskSentence(assessment: Assessment): string {
  const { floor, abandonment, impact } = assessment;
  const because = (factors: readonly Factor[]): string =>
    factors.length === 0 ? "" : ` (${factors.map(({ text }) => text).join("; ")})`;
  const quiet =
    abandonment === "unknown" ? "" : because(reasonsOf(assessment.abandonmentFactors, abandonment !== "unlikely"));
  const level = floor.charAt(0).toUpperCase() + floor.slice(1);
  return `${level} risk: ${PHRASES[abandonment]}${quiet}, and the impact would be ${impact}${because(impactReasons(assessment))}.`;
}

function themeClaim(keys: readonly FactKey[], evidence: EvidenceSet): readonly WrittenClaim[] {
  const told = evidence.list.filter((fact) => keys.includes(fact.key) && ROUTINE[fact.key]?.(fact) !== true);
  if (told.length === 0) return [];
  return [{ text: told.map(({ text }) => text).join(" "), evidence_ids: told.map(({ id }) => id) }];
}

function idsOf(keys: readonly FactKey[], evidence: EvidenceSet): EvidenceId[] {
  return evidence.list.filter((fact) => keys.includes(fact.key)).map((fact) => fact.id);
}
