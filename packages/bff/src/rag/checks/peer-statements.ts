import type { PeerOutcomes } from "../evidence/analysis-facts.ts";
import type { PeerOutcome } from "../evidence/vocabulary.ts";

const OUTCOME_WORDS: readonly (readonly [PeerOutcome, string])[] = [
  ["returned", "returned|came back|come back|active again|reactivated"],
  ["disabled", "disabled|deactivated"],
  ["kept", "kept"],
  ["open", "open|undecided"],
];

/** What a quantifier asks of a count, out of the similar accounts. */
const QUANTIFIERS: readonly (readonly [RegExp, (count: number, similar: number) => boolean])[] = [
  [
    /\b(?:none|neither|no (?:similar |such |other |comparable )?(?:accounts?|peers?|users?|neighbou?rs?)|nobody|no one)\b/,
    (count) => count === 0,
  ],
  [/\b(?:all|every|each)\b/, (count, similar) => count === similar],
  [/\b(?:most|majority|mostly|largely|usually|typically)\b/, (count, similar) => count * 2 > similar],
  [/\b(?:many|several)\b/, (count) => count > 1],
  [/\b(?:some|a few|few)\b/, (count) => count > 0],
];

/** True where a quantified statement about what became of similar accounts ("none returned") is borne out. */
export function agreesWithPeers(clause: string, peers: PeerOutcomes): boolean {
  return OUTCOME_WORDS.every(([outcome, words]) => {
    const found = new RegExp(String.raw`\b(?:${words})\b`).exec(clause);
    if (found === null) return true;
    const before = clause.slice(0, found.index);
    return QUANTIFIERS.every(([pattern, holds]) => !pattern.test(before) || holds(peers[outcome], peers.similar));
  });
}
