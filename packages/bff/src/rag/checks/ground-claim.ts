import type { AnalysisFacts, FactKey } from "../evidence/analysis-facts.ts";
import type { Fact } from "../evidence/build-evidence.ts";
import { agreesWithPeers } from "./peer-statements.ts";
import { type Quantity, quantitiesOf, supports } from "./quantities.ts";
import { mentionsOf } from "./topic-scope.ts";
import type { DropReason } from "./verdict.ts";

export interface GroundingFailure {
  readonly reason: DropReason;
  readonly about: string;
}

export interface Grounding {
  readonly failures: readonly GroundingFailure[];
  /** Topics and numbers that the cited facts bear out. */
  readonly verified: number;
}

/** Not a denial of the thing itself: a role that is not used is still held. */
const NEUTRAL = /\b(?:(?:is|are|was|were|be|been|being)\s+)?not (?:yet )?(?:used|needed|in use|required)\b/g;

function clausesOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(NEUTRAL, " ")
    .split(/[;,!?()]|\.(?!\d)|\s(?:and|but|although|though|while|whereas|yet|because)\s/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
}

/** Days of silence, of age and since a decision are different days: a number of one does not bear out another. */
const DAY_ASPECTS: readonly (readonly [RegExp, readonly FactKey[]])[] = [
  [
    /\b(?:quiet|inactive|inactivity|silent|silence|idle|dormant|unused|no activity|without activity|not active)\b/,
    ["days_inactive"],
  ],
  [/\baccount age\b|\bdays old\b|\bcreated\b/, ["account_age", "stored_object"]],
];

/** "… days ago" is the last activity's age, unless the claim speaks of something else that was done. */
const DONE = /\b(?:decision|decided|notice|notified|notify|created|invit\w+)\b/;

function bearingOn(quantity: Quantity, clause: string, cited: readonly Fact[]): readonly Quantity[] {
  const aspect = quantity.unit === "day" ? DAY_ASPECTS.find(([pattern]) => pattern.test(clause))?.[1] : undefined;
  const facts = aspect === undefined ? cited : cited.filter(({ key }) => aspect.includes(key));
  return facts.flatMap((fact) => quantitiesOf(fact.text));
}

function numbersFailing(clauses: readonly string[], cited: readonly Fact[], own: readonly Quantity[]): number[] {
  const silence = cited.filter(({ key }) => key === "days_inactive").flatMap((fact) => quantitiesOf(fact.text));
  const ago = clauses.some((clause) => DONE.test(clause))
    ? []
    : silence.map((each) => ({ ...each, unit: "ago" as const }));
  return clauses.flatMap((clause) =>
    quantitiesOf(clause)
      .filter(
        (quantity) => ![...bearingOn(quantity, clause, cited), ...ago, ...own].some((fact) => supports(fact, quantity)),
      )
      .flatMap(({ numbers }) => numbers),
  );
}

/**
 * Holds one claim against the facts that it cites: every number must be one of theirs and say no more than they do,
 * every topic must be cited and must agree.
 *
 * @param own quantities that the text may state without a citation: those of the product's own wording of an action
 */
export function groundClaim(
  text: string,
  cited: readonly Fact[],
  facts: AnalysisFacts,
  own: readonly Quantity[] = [],
): Grounding {
  const clauses = clausesOf(text);
  const keys = new Set(cited.map((fact) => fact.key));
  const numbers = numbersFailing(clauses, cited, own).map((number) => ({
    reason: "unsupported_number" as const,
    about: String(number),
  }));
  const topics = clauses.flatMap(mentionsOf).map(({ topic, scope }) => {
    if (!topic.cites.some((key) => keys.has(key))) return { reason: "uncited_topic" as const, about: topic.id };
    return topic.agrees(scope, facts) ? undefined : { reason: "contradicts_evidence" as const, about: topic.id };
  });
  const { peers } = facts;
  const outcomes =
    peers !== "none" && keys.has("peers") && !clauses.every((clause) => agreesWithPeers(clause, peers))
      ? [{ reason: "contradicts_evidence" as const, about: "peers" }]
      : [];
  const quantities = clauses.reduce((total, clause) => total + quantitiesOf(clause).length, 0);
  const verified = topics.filter((topic) => topic === undefined).length + quantities - numbers.length;
  return { failures: [...numbers, ...topics.filter((topic) => topic !== undefined), ...outcomes], verified };
}
