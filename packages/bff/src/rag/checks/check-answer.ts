import type { Claim, Recommendation, RiskLevel } from "@dormant-users/shared-types";
import { findLeaks } from "../egress/egress-gate.ts";
import type { KnownIdentifiers } from "../egress/identifiers.ts";
import type { EvidenceSet, Fact } from "../evidence/build-evidence.ts";
import type { ActionRule } from "../rules/actions.ts";
import { type Assessment, riskRank } from "../rules/evaluate-risk.ts";
import { factKeysOf } from "../rules/factor.ts";
import { type LooseAnswer, LooseAnswer as LooseAnswerSchema, MAX_CLAIMS, MAX_RECOMMENDATIONS } from "./answer.ts";
import { type CitedText, checkText, citations, factsOf, type TextRules } from "./check-text.ts";
import { quantitiesOf } from "./quantities.ts";
import type { Dropped } from "./verdict.ts";

/** What one request may and may not be answered with. */
export interface AnswerContext {
  readonly evidence: EvidenceSet;
  readonly assessment: Assessment;
  readonly allowed: readonly ActionRule[];
  readonly identifiers: KnownIdentifiers;
  readonly ownWords: ReadonlySet<string>;
  readonly requestToken: string;
  readonly canary: string;
}

export interface CheckedAnswer {
  readonly riskLevel: RiskLevel;
  /** The reason of the risk first. */
  readonly summary: readonly Claim[];
  readonly recommendations: readonly Recommendation[];
  /** Statements that the model made, and those that survived. */
  readonly stated: number;
  readonly kept: number;
}

export interface AnswerVerdict {
  /** Absent where the answer as a whole cannot be shown. */
  readonly accepted: CheckedAnswer | undefined;
  readonly dropped: readonly Dropped[];
}

/**
 * Holds a model's answer against the facts and the rules. Statements that fail are dropped with their reason; the answer
 * is refused where it is not ours, leaks, misjudges the risk, or keeps no statement besides it.
 */
export function checkAnswer(input: unknown, context: AnswerContext): AnswerVerdict {
  const parsed = LooseAnswerSchema.safeParse(input);
  if (!parsed.success) return refuse("not_parsable", parsed.error.issues[0]?.path.join(".") ?? "");
  const answer = parsed.data;
  const leaks = findAnswerLeaks(answer, context);
  if (leaks.length > 0) return { accepted: undefined, dropped: leaks };
  const riskProblems = checkRisk(answer, context);
  const rules: TextRules = {
    evidence: context.evidence,
    playsDownAllowed: answer.risk.level === "low",
    mustVerify: true,
  };
  const summary = checkSummary(answer.summary, rules, answer.risk.level);
  const recommendations = checkRecommendations(answer, { ...rules, mustVerify: false }, context);
  const dropped = [...riskProblems, ...summary.dropped, ...recommendations.dropped];
  if (riskProblems.length > 0 || summary.kept.length === 0) return { accepted: undefined, dropped };
  const risk = { text: answer.risk.reason, evidence_ids: citations(answer.risk.evidence_ids, context.evidence) };
  return {
    accepted: {
      riskLevel: answer.risk.level,
      summary: [risk, ...summary.kept],
      recommendations: recommendations.kept,
      stated: 1 + answer.summary.length + answer.recommendations.length,
      kept: 1 + summary.kept.length + recommendations.kept.length,
    },
    dropped,
  };
}

function refuse(reason: Dropped["reason"], about: string): AnswerVerdict {
  return { accepted: undefined, dropped: [{ part: "answer", index: 0, reason, about }] };
}

/** Another request's answer, our canary, our token in prose, or anything that names the user. */
function findAnswerLeaks(answer: LooseAnswer, context: AnswerContext): readonly Dropped[] {
  const texts = [
    answer.risk.reason,
    ...answer.summary.map(({ text }) => text),
    ...answer.recommendations.map(({ detail }) => detail),
  ];
  const prose = texts.join("\n");
  const cited = [answer.risk, ...answer.summary, ...answer.recommendations]
    .flatMap((part) => part.evidence_ids)
    .join("\n");
  const all = `${prose}\n${cited}`.toLowerCase();
  const found: (readonly [Dropped["reason"], string])[] = [];
  if (answer.request_token !== context.requestToken) found.push(["wrong_request", "request_token"]);
  if (all.includes(context.canary.toLowerCase())) found.push(["leaked_canary", "canary"]);
  if (all.includes(context.requestToken.toLowerCase()) || TOKEN_LIKE.test(all)) found.push(["echoed_token", "token"]);
  for (const { kind } of findLeaks(`${prose}\n${cited}`, context.identifiers, context.ownWords)) {
    found.push(["leaked_identifier", kind]);
  }
  return found.map(([reason, about]) => ({ part: "answer", index: 0, reason, about }));
}

/** The shape of our tokens (see `prompt/nonces.ts`): no English word has it. */
const TOKEN_LIKE = /\bq[bcdfghjkmnpqrstvwxz]{15}\b/;

function checkRisk(answer: LooseAnswer, { assessment, evidence }: AnswerContext): readonly Dropped[] {
  const { level, reason, evidence_ids } = answer.risk;
  const problem = (code: Dropped["reason"], about: string): Dropped => ({
    part: "risk",
    index: 0,
    reason: code,
    about,
  });
  const raise = riskRank(level) - riskRank(assessment.floor);
  if (raise < 0) return [problem("risk_below_floor", assessment.floor)];
  if (raise > 1) return [problem("risk_raised_too_far", assessment.floor)];
  const rules: TextRules = { evidence, playsDownAllowed: level === "low", mustVerify: true };
  const failures = [...checkText({ text: reason, evidence_ids }, rules), ...contradictedLevel(reason, level)].map(
    (failure) => problem(failure.reason, failure.about),
  );
  if (raise === 1 && !citesACause(factsOf(evidence_ids, evidence), assessment)) {
    return [...failures, problem("risk_raised_without_cause", assessment.floor)];
  }
  return failures;
}

/** A raise rests on something that speaks against the account: a line of the rubric, or what became of its like. */
function citesACause(cited: readonly Fact[], assessment: Assessment): boolean {
  const lines = [...assessment.abandonmentFactors, ...assessment.impactFactors].filter(({ points }) => points > 0);
  const keys = new Set([
    ...lines.flatMap((factor) => factKeysOf(factor.when)),
    "peers",
    "latest_decision",
    "sources_agree",
  ]);
  return cited.some((fact) => keys.has(fact.key));
}

const RISK_WORDS =
  /\b(critical|high|medium|moderate|low)[- ](?:level )?risk\b|\brisk(?: level)?(?: is| of|:)? (critical|high|medium|moderate|low)\b/gi;

function contradictedLevel(text: string, level: RiskLevel) {
  return [...text.matchAll(RISK_WORDS)]
    .map((match) => (match[1] ?? match[2] ?? "").toLowerCase().replace("moderate", "medium"))
    .filter((named) => named !== level)
    .map((named) => ({ reason: "contradicts_evidence", about: `${named}_risk` }) as const);
}

interface Kept<Part> {
  readonly kept: readonly Part[];
  readonly dropped: readonly Dropped[];
}

function checkSummary(claims: readonly CitedText[], rules: TextRules, level: RiskLevel): Kept<Claim> {
  const kept: Claim[] = [];
  const dropped: Dropped[] = [];
  for (const [index, claim] of claims.entries()) {
    const failures = [...checkText(claim, rules), ...contradictedLevel(claim.text, level)];
    const [failure] = kept.length < MAX_CLAIMS ? failures : [{ reason: "too_many", about: "summary" } as const];
    if (failure !== undefined) dropped.push({ part: "summary", index, ...failure });
    else kept.push({ text: claim.text, evidence_ids: citations(claim.evidence_ids, rules.evidence) });
  }
  return { kept, dropped };
}

function checkRecommendations(answer: LooseAnswer, rules: TextRules, context: AnswerContext): Kept<Recommendation> {
  const kept: Recommendation[] = [];
  const dropped: Dropped[] = [];
  for (const [index, { action, detail, evidence_ids }] of answer.recommendations.entries()) {
    const rule = context.allowed.find((each) => each.action === action);
    const drop = (reason: Dropped["reason"], about: string) =>
      dropped.push({ part: "recommendation", index, reason, about });
    if (rule === undefined) drop("action_not_allowed", action);
    else if (kept.some((each) => each.action === action)) drop("repeated", action);
    else if (kept.length >= MAX_RECOMMENDATIONS) drop("too_many", action);
    else {
      const own = quantitiesOf(`${rule.title}. ${rule.detail}`);
      const failures = [
        ...checkText({ text: detail, evidence_ids }, { ...rules, own }),
        ...contradictedLevel(detail, answer.risk.level),
      ];
      for (const { reason, about } of failures.slice(0, 1)) drop(reason, about);
      if (failures.length > 0) continue;
      const ids = citations(evidence_ids, context.evidence);
      kept.push({ action, title: rule.title, detail, priority: kept.length + 1, evidence_ids: ids });
    }
  }
  return { kept, dropped };
}
