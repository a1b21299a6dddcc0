import { createHash } from "node:crypto";
import type { AnalysisFacts } from "./analysis-facts.ts";
import { FACT_KEYS } from "./build-evidence.ts";

/** What an insight depends on besides the facts: a change of any makes all insights stale. */
export interface AnalysisVersions {
  readonly evidence: string;
  readonly rules: string;
  readonly prompt: string;
  /** The chat model's id, or `rules`. */
  readonly analyst: string;
}

/** Grows when the meaning or the wording of a fact changes. */
export const EVIDENCE_VERSION = "evidence-1";

/**
 * Hex SHA-256 over the user's own bucketed facts and the versions: decides whether the user is analysed again.
 *
 * Neighbours and the age of the feed are left out: they change without the user, and would have one changed account
 * re-analyse its neighbours, or one late feed the whole tenant.
 */
export function evidenceHash(facts: AnalysisFacts, versions: AnalysisVersions): string {
  const { peers: _, stored_object: stored, ...own } = facts;
  const object = stored === "unknown" ? stored : { source: stored.source, status: stored.status };
  const told = FACT_KEYS.filter((key) => key !== "peers").map((key) => [
    key,
    key === "stored_object" ? object : own[key as keyof typeof own],
  ]);
  const { evidence, rules, prompt, analyst } = versions;
  return sha256([evidence, rules, prompt, analyst, told]);
}

/** Key order of nested facts is theirs to choose; the hash must not depend on it. */
function sha256(value: unknown): string {
  const sorted = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash("sha256").update(sorted).digest("hex");
}

/** Hex SHA-256 of an embedding's text and model: decides whether the user is embedded again. */
export function embeddingHash(text: string, modelId: string): string {
  return sha256([EVIDENCE_VERSION, modelId, text]);
}
