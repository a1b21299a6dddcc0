import type { AnalysisFacts } from "../evidence/analysis-facts.ts";
import { ACTION_RULES, type ActionRule } from "./actions.ts";
import type { Assessment } from "./evaluate-risk.ts";
import { allHold, holds } from "./factor.ts";

/** The actions that the rules allow for an account, the first to do first. Never empty. */
export function allowedActions(facts: AnalysisFacts, assessment: Assessment): readonly ActionRule[] {
  const applying = ACTION_RULES.filter((rule) => applies(rule, facts, assessment));
  return applying.filter((rule) => !applying.some((other) => other.action === rule.unless));
}

function applies(rule: ActionRule, facts: AnalysisFacts, assessment: Assessment): boolean {
  return (
    (rule.abandonment === undefined || rule.abandonment.includes(assessment.abandonment)) &&
    (rule.risk === undefined || rule.risk.includes(assessment.floor)) &&
    allHold(rule.when ?? [], facts) &&
    (rule.whenAny === undefined || rule.whenAny.some((condition) => holds(condition, facts)))
  );
}
