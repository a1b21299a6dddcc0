import type { AnalysisFacts, FactKey } from "../evidence/analysis-facts.ts";
import type { Fact } from "../evidence/build-evidence.ts";
import { agreesWithPeers } from "./peer-statements.ts";
import { type Quantity, quantitiesOf, supports } from "./quantities.ts";
import { TOPICS } from "./topics.ts";
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

function numbersFailing(clauses: readonly string[], cited: readonly Fact[], own: readonly Quantity[]): number[] {
  return clauses.flatMap((clause) => {
    const aspect = DAY_ASPECTS.find(([pattern]) => pattern.test(clause))?.[1];
    return quantitiesOf(clause)
      .filter((quantity) => {
        const bearing =
          quantity.unit === "day" && aspect !== undefined ? cited.filter(({ key }) => aspect.includes(key)) : cited;
        const stated = bearing.flatMap((fact) => quantitiesOf(fact.text));
        return ![...stated, ...own].some((fact) => supports(fact, quantity));
      })
      .flatMap(({ numbers }) => numbers);
  });
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
  const topics = clauses.flatMap((clause) =>
    TOPICS.filter((topic) => topic.mention.test(clause)).map((topic) => {
      if (!topic.cites.some((key) => keys.has(key))) return { reason: "uncited_topic" as const, about: topic.id };
      return topic.agrees(clause, facts) ? undefined : { reason: "contradicts_evidence" as const, about: topic.id };
    }),
  );
  const { peers } = facts;
  const outcomes =
    peers !== "none" && keys.has("peers") && !clauses.every((clause) => agreesWithPeers(clause, peers))
      ? [{ reason: "contradicts_evidence" as const, about: "peers" }]
      : [];
  const quantities = clauses.reduce((total, clause) => total + quantitiesOf(clause).length, 0);
  const verified = topics.filter((topic) => topic === undefined).length + quantities - numbers.length;
  return { failures: [...numbers, ...topics.filter((topic) => topic !== undefined), ...outcomes], verified };
}
