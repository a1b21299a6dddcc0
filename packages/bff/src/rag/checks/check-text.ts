import type { EvidenceId } from "@dormant-users/shared-types";
import type { EvidenceSet, Fact } from "../evidence/build-evidence.ts";
import { MAX_CITATIONS, MAX_TEXT } from "./answer.ts";
import { type GroundingFailure, groundClaim } from "./ground-claim.ts";
import { isEnglish } from "./language.ts";
import type { Quantity } from "./quantities.ts";
import { findStatements } from "./statements.ts";

/** A text with the facts it cites, as a model wrote it. */
export interface CitedText {
  readonly text: string;
  readonly evidence_ids: readonly string[];
}

export interface TextRules {
  readonly evidence: EvidenceSet;
  /** Words that play the risk down are in order only where it is low. */
  readonly playsDownAllowed: boolean;
  /** A claim says at least one thing that a fact bears out; advice need not. */
  readonly mustVerify: boolean;
  readonly own?: readonly Quantity[];
}

/** An id inside a sentence ("… (E3)") is a citation too. */
const INLINE_ID = /\bE\d{1,2}\b/g;

/** Everything that can be wrong with one claim or one detail; empty when nothing is. */
export function checkText(cited: CitedText, rules: TextRules): readonly GroundingFailure[] {
  if (cited.text.length > MAX_TEXT) return [{ reason: "too_long", about: String(MAX_TEXT) }];
  if (!isEnglish(cited.text)) return [{ reason: "not_english", about: "language" }];
  if (cited.evidence_ids.length === 0) return [{ reason: "no_citation", about: "evidence" }];
  if (cited.evidence_ids.length > MAX_CITATIONS) return [{ reason: "too_many", about: "evidence" }];
  const named = [...cited.evidence_ids, ...(cited.text.match(INLINE_ID) ?? [])];
  const unknown = named.filter((id) => !rules.evidence.list.some((fact) => fact.id === id));
  // an id of the model's own making may hold anything: it is not repeated
  if (unknown.length > 0) return [{ reason: "unknown_evidence", about: String(unknown.length) }];
  const facts = factsOf(cited.evidence_ids, rules.evidence);
  const { failures, verified } = groundClaim(cited.text, facts, rules.evidence.facts, rules.own);
  const statements = findStatements(cited.text, rules.playsDownAllowed);
  const empty = rules.mustVerify && verified === 0 && failures.length === 0;
  return [...statements, ...failures, ...(empty ? [{ reason: "nothing_verifiable", about: "claim" } as const] : [])];
}

export function factsOf(ids: readonly string[], evidence: EvidenceSet): readonly Fact[] {
  return evidence.list.filter((fact) => ids.includes(fact.id));
}

/** Known ids only, each once, in the order of the evidence. */
export function citations(ids: readonly string[], evidence: EvidenceSet): EvidenceId[] {
  return factsOf(ids, evidence).map((fact) => fact.id);
}
