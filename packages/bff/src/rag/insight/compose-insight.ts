import type { Evidence, Insight, Recommendation, RulesReason } from "@dormant-users/shared-types";
import type { CheckedAnswer } from "../checks/check-answer.ts";
import type { Dropped } from "../checks/verdict.ts";
import type { Calibration } from "../confidence/calibration.ts";
import { computeConfidence } from "../confidence/confidence.ts";
import type { EvidenceSet } from "../evidence/build-evidence.ts";
import { EVIDENCE_VERSION, evidenceHash } from "../evidence/evidence-hash.ts";
import { PROMPT_VERSION } from "../prompt/system-text.ts";
import type { ActionRule } from "../rules/actions.ts";
import { counterfactual } from "../rules/counterfactual.ts";
import type { Assessment } from "../rules/evaluate-risk.ts";
import { RULES_VERSION } from "../rules/rubric.ts";
import { writeRulesAnswer } from "../rules/write-rules-answer.ts";

/** Everything that an insight is made of, whoever writes it. */
export interface Case {
  readonly evidence: EvidenceSet;
  readonly assessment: Assessment;
  /** Never empty. */
  readonly allowed: readonly ActionRule[];
  readonly calibration?: Calibration | undefined;
  /** Id of the chat model that is meant to write, or `rules`: part of the hash, whoever wrote in the end. */
  readonly analyst: string;
  readonly generatedAt: string;
}

const RULES = { source: "rules", model_id: null } as const;

/**
 * The hash that decides whether a user is analysed again by this analyst.
 *
 * @public
 */
export function analysisHash(evidence: EvidenceSet, analyst: string): string {
  return evidenceHash(evidence.facts, {
    evidence: EVIDENCE_VERSION,
    rules: RULES_VERSION,
    prompt: PROMPT_VERSION,
    analyst,
  });
}

/** An insight from a model's answer that passed the checks. */
export function composeModelInsight(
  given: Case,
  answer: CheckedAnswer,
  dropped: readonly Dropped[],
  modelId: string,
): Insight {
  return compose(given, answer, { source: "model", model_id: modelId, rules_reason: null }, dropped);
}

/** The rules' own insight, with the reason why no model wrote it. */
export function composeRulesInsight(given: Case, reason: RulesReason): Insight {
  const written = writeRulesAnswer(given.evidence, given.assessment, given.allowed);
  const recommendations = written.recommendations.map((each, index) => ({
    ...each,
    title: given.allowed[index]?.title ?? each.action,
    priority: index + 1,
  }));
  const { level, reason: text, evidence_ids } = written.risk;
  const summary = [{ text, evidence_ids }, ...written.summary];
  const stated = summary.length + recommendations.length;
  const answer = { riskLevel: level, summary, recommendations, stated, kept: stated };
  return compose(given, answer, { ...RULES, rules_reason: reason }, []);
}

function compose(
  given: Case,
  answer: CheckedAnswer,
  writer: Pick<Insight, "source" | "model_id" | "rules_reason">,
  dropped: readonly Dropped[],
): Insight {
  const { evidence, assessment } = given;
  const confidence = computeConfidence({
    facts: evidence.facts,
    assessment,
    source: writer.source,
    riskLevel: answer.riskLevel,
    stated: answer.stated,
    kept: answer.kept,
    badCitations: dropped.filter(({ reason }) => reason === "unknown_evidence").length,
    calibration: given.calibration,
  });
  return {
    risk_level: answer.riskLevel,
    risk_floor: assessment.floor,
    confidence: confidence.value,
    confidence_terms: [...confidence.terms],
    insufficient_evidence: assessment.insufficientEvidence,
    ...writer,
    summary: [...answer.summary],
    recommendations: withTheFirst(answer.recommendations, given),
    counterfactual: [...counterfactual(evidence.facts)],
    evidence: evidence.list.map(toResource),
    evidence_hash: analysisHash(evidence, given.analyst),
    prompt_version: PROMPT_VERSION,
    rules_version: RULES_VERSION,
    generated_at: given.generatedAt,
  };
}

/** What the rules put first is always among the advice: a model may reorder and explain, not leave it out. */
function withTheFirst(chosen: readonly Recommendation[], { evidence, assessment, allowed }: Case): Recommendation[] {
  const [first] = writeRulesAnswer(evidence, assessment, allowed).recommendations;
  const [rule] = allowed;
  if (first === undefined || rule === undefined || chosen.some(({ action }) => action === first.action))
    return [...chosen];
  return [
    { ...first, title: rule.title, priority: 1 },
    ...chosen.map((each) => ({ ...each, priority: each.priority + 1 })),
  ];
}

function toResource({ id, key, kind, source, observedAt, value, text }: EvidenceSet["list"][number]): Evidence {
  return { id, key, kind, source, observed_at: observedAt, value: structuredClone(value) as Evidence["value"], text };
}
