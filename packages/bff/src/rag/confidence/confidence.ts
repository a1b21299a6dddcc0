import type { ConfidenceTerm, RiskLevel } from "@dormant-users/shared-types";
import type { AnalysisFacts, FactKey } from "../evidence/analysis-facts.ts";
import { type Assessment, MAX_MARGIN, riskRank } from "../rules/evaluate-risk.ts";
import { applyCalibration, type Calibration } from "./calibration.ts";

export interface ConfidenceInput {
  readonly facts: AnalysisFacts;
  readonly assessment: Assessment;
  readonly source: "model" | "rules";
  readonly riskLevel: RiskLevel;
  /** Statements made and kept; for the rules' own text both are the same. */
  readonly stated: number;
  readonly kept: number;
  /** Citations of facts that do not exist. */
  readonly badCitations: number;
  /** Fitted on reviewers' verdicts; absent until there are enough. */
  readonly calibration?: Calibration | undefined;
}

export interface Confidence {
  /** 0.05…0.99 before calibration; the terms add up to it. */
  readonly value: number;
  readonly terms: readonly ConfidenceTerm[];
}

const BASE = 0.5;
const LOWEST = 0.05;
const HIGHEST = 0.99;
/** Where too little is known, no agreement of rules and model makes a verdict firm. */
const CAP_INSUFFICIENT = 0.45;
const CAP_RAISED = 0.7;
/** A citation of nothing shows a writer who makes things up. */
const CAP_BAD_CITATION = 0.5;

/** What it is worth to know a fact at all; adds up to 0.2. */
const COVERAGE: Readonly<Partial<Record<FactKey, number>>> = {
  days_inactive: 0.04,
  return_probability: 0.04,
  activity_basis: 0.03,
  mfa: 0.04,
  department: 0.01,
  account_age: 0.01,
  manager: 0.01,
  stored_object: 0.02,
};

type Term = ConfidenceTerm["term"];
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Computed from what is known and checked, never from a model's own word. `docs/insights.md` lists the terms. */
export function computeConfidence(input: ConfidenceInput): Confidence {
  const terms: ConfidenceTerm[] = [{ term: "base", points: BASE, text: "Where every verdict starts." }];
  const add = (term: Term, points: number, text: string): void => {
    if (round(points) !== 0) terms.push({ term, points: round(points), text });
  };
  const total = (): number => round(terms.reduce((sum, { points }) => sum + points, 0));

  add("evidence_coverage", ...coverage(input.facts));
  add("rule_margin", ...margin(input.assessment));
  add("agreement", ...agreement(input));
  add("verified_citations", ...verified(input));
  add("freshness", ...freshnessPoints(input.facts));
  if (input.facts.sources_agree === "conflict") add("source_conflict", -0.1, "Sources contradict each other.");
  add("rhythm", ...rhythm(input.facts));
  add("peers", ...peers(input));
  const { limit, text } = capOf(input);
  add("cap", Math.min(0, limit - total()) || Math.max(0, LOWEST - total()), text);
  if (input.calibration !== undefined) {
    add(
      "calibration",
      applyCalibration(input.calibration, total()) - total(),
      "Corrected by what reviewers said of such verdicts.",
    );
  }
  return { value: total(), terms };
}

type Scored = readonly [points: number, text: string];

function coverage(facts: AnalysisFacts): Scored {
  const known = (Object.entries(COVERAGE) as [FactKey, number][]).filter(
    ([key]) => facts[key] !== "unknown" && !(key === "activity_basis" && facts.state === "unknown"),
  );
  const missing = Object.keys(COVERAGE).length - known.length;
  return [
    known.reduce((sum, [, points]) => sum + points, 0),
    missing === 0
      ? "Every fact that matters is known."
      : `${missing} of ${Object.keys(COVERAGE).length} facts that matter are not known.`,
  ];
}

function margin({ margin: points }: Assessment): Scored {
  return [
    (0.15 * (points - 1)) / (MAX_MARGIN - 1) - 0.05,
    points === 1
      ? "One point more or less in the rules would change the level."
      : `The level is ${points} points or more from the next.`,
  ];
}

function agreement({ source, riskLevel, assessment }: ConfidenceInput): Scored {
  if (source === "rules") return [0.05, "The stated rules alone."];
  return riskRank(riskLevel) === riskRank(assessment.floor)
    ? [0.1, "Model and rules agree on the level."]
    : [-0.1, "The model raised the level above the rules."];
}

function verified({ stated, kept }: ConfidenceInput): Scored {
  const share = stated === 0 ? 0 : kept / stated;
  return [
    0.1 - 0.4 * (1 - share),
    kept === stated
      ? "Every statement is borne out by the evidence it cites."
      : `${stated - kept} of ${stated} statements were dropped.`,
  ];
}

function freshnessPoints({ stored_object: stored }: AnalysisFacts): Scored {
  if (stored === "unknown") return [-0.05, "No stored object to hold the profile against."];
  const points = { fresh: 0.05, recent: 0.03, stale: -0.05, very_stale: -0.15 }[stored.freshness];
  return [points, `The newest data is ${stored.freshness.replace("_", " ")}.`];
}

/** A forecast near a coin's toss makes a verdict about abandonment less sure; a plain one surer. */
function rhythm({ return_probability: probability }: AnalysisFacts): Scored {
  if (probability === "unknown") return [-0.03, "Too little history to say how likely a return is."];
  return probability === "15-40%"
    ? [-0.05, "A return is neither likely nor unlikely."]
    : [0.03, "The account's history speaks clearly."];
}

function peers({ facts, assessment }: ConfidenceInput): Scored {
  const { peers: found } = facts;
  if (found === "none" || found.closeness === "far" || found.similar < 3) return [0, ""];
  const gone = assessment.abandonment === "likely" || assessment.abandonment === "very_likely";
  const alike = gone ? found.disabled + found.open : found.returned + found.kept;
  const against = gone ? found.returned : found.disabled;
  if (alike * 2 > found.similar) return [0.03, "Most similar accounts went the same way."];
  return against * 2 > found.similar ? [-0.05, "Most similar accounts went the other way."] : [0, ""];
}

function capOf({ assessment, riskLevel, badCitations }: ConfidenceInput): { limit: number; text: string } {
  const raised = riskRank(riskLevel) > riskRank(assessment.floor);
  const caps = [
    { limit: HIGHEST, text: "No verdict is certain." },
    ...(raised ? [{ limit: CAP_RAISED, text: "A raised level stays under this until a reviewer agrees." }] : []),
    ...(badCitations > 0 ? [{ limit: CAP_BAD_CITATION, text: "The answer cited evidence that does not exist." }] : []),
    ...(assessment.insufficientEvidence
      ? [{ limit: CAP_INSUFFICIENT, text: "Too little evidence for a firm verdict." }]
      : []),
  ];
  return caps.reduce((lowest, cap) => (cap.limit < lowest.limit ? cap : lowest));
}
