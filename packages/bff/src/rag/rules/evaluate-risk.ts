import type { RiskLevel } from "@dormant-users/shared-types";
import type { AnalysisFacts } from "../evidence/analysis-facts.ts";
import { allHold, type Factor } from "./factor.ts";
import {
  ABANDONMENT_FACTORS,
  ABANDONMENT_FROM,
  ABANDONMENT_LEVELS,
  type AbandonmentLevel,
  IMPACT_FACTORS,
  IMPACT_FROM,
  IMPACT_LEVELS,
  type ImpactLevel,
  RISK_MATRIX,
} from "./rubric.ts";

/** From least to worst: a level's index is its rank. */
const RANKED: readonly RiskLevel[] = ["low", "medium", "high", "critical"];

/** 0 (low) to 3 (critical). */
export function riskRank(level: RiskLevel): number {
  return RANKED.indexOf(level);
}

export interface Assessment {
  readonly floor: RiskLevel;
  /** `unknown` where nothing is known of the account's activity. */
  readonly abandonment: AbandonmentLevel | "unknown";
  readonly abandonmentPoints: number;
  /** The lines that counted, the weightiest first. */
  readonly abandonmentFactors: readonly Factor[];
  readonly impact: ImpactLevel;
  readonly impactPoints: number;
  readonly impactFactors: readonly Factor[];
  /** Fewest points by which one axis would have to differ for another risk; at least 1, `MAX_MARGIN` for more. */
  readonly margin: number;
  readonly insufficientEvidence: boolean;
}

/** A verdict this many points from the next is as firm as one further away. */
export const MAX_MARGIN = 4;

const sum = (factors: readonly Factor[]): number => factors.reduce((total, factor) => total + factor.points, 0);

const holding = (table: readonly Factor[], facts: AnalysisFacts): readonly Factor[] =>
  table.filter((factor) => allHold(factor.when, facts)).sort((a, b) => Math.abs(b.points) - Math.abs(a.points));

const levelOf = <Level extends string>(
  points: number,
  levels: readonly Level[],
  from: Readonly<Record<Level, number>>,
): Level => levels.findLast((level) => points >= from[level]) ?? (levels[0] as Level);

const abandonmentOf = (points: number): AbandonmentLevel => levelOf(points, ABANDONMENT_LEVELS, ABANDONMENT_FROM);
const impactOf = (points: number): ImpactLevel => levelOf(points, IMPACT_LEVELS, IMPACT_FROM);

/** Applies the tables of `rubric.ts` to one user's facts. Pure; `docs/rules.md` is made from the same tables. */
export function evaluateRisk(facts: AnalysisFacts): Assessment {
  const abandonmentFactors = holding(ABANDONMENT_FACTORS, facts);
  const impactFactors = holding(IMPACT_FACTORS, facts);
  const abandonmentPoints = sum(abandonmentFactors);
  const impactPoints = sum(impactFactors);
  const insufficientEvidence = facts.state === "unknown" || facts.days_inactive === "unknown";
  const abandonment = insufficientEvidence ? "unknown" : abandonmentOf(abandonmentPoints);
  const impact = impactOf(impactPoints);
  const riskAt = (abandonmentShift: number, impactShift: number): RiskLevel =>
    RISK_MATRIX[insufficientEvidence ? "unknown" : abandonmentOf(abandonmentPoints + abandonmentShift)][
      impactOf(impactPoints + impactShift)
    ];
  const floor = riskAt(0, 0);
  return {
    floor,
    abandonment,
    abandonmentPoints,
    abandonmentFactors,
    impact,
    impactPoints,
    impactFactors,
    margin: marginOf(floor, riskAt),
    insufficientEvidence,
  };
}

function marginOf(floor: RiskLevel, riskAt: (abandonmentShift: number, impactShift: number) => RiskLevel): number {
  for (let shift = 1; shift < MAX_MARGIN; shift += 1) {
    const neighbours = [riskAt(shift, 0), riskAt(-shift, 0), riskAt(0, shift), riskAt(0, -shift)];
    if (neighbours.some((level) => level !== floor)) return shift;
  }
  return MAX_MARGIN;
}

/** The levels that an analyst may give over this floor: itself and the next. */
export function levelsFrom(floor: RiskLevel): readonly RiskLevel[] {
  const rank = riskRank(floor);
  return RANKED.slice(rank, rank + 2);
}
