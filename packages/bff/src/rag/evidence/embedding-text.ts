import type { AnalysisFacts, FactKey } from "./analysis-facts.ts";
import { FACT_TEXTS } from "./fact-texts.ts";

/** What makes two accounts alike: what they are and how they lived. Not what was decided about them, nor the feed's age. */
const KEYS = [
  "account_type",
  "privileged",
  "mfa",
  "department",
  "job_class",
  "group_classes",
  "group_count",
  "licence_classes",
  "account_age",
  "guest_invitation",
  "manager",
  "state",
  "days_inactive",
  "activity_basis",
  "typical_gap",
  "trend",
] as const satisfies readonly FactKey[];

/** The text that is embedded: sentences of closed words, so that likeness can never mean "the same surname". */
export function embeddingText(facts: AnalysisFacts): string {
  return KEYS.map((key) => sentence(key, facts)).join(" ");
}

function sentence<Key extends FactKey>(key: Key, facts: AnalysisFacts): string {
  return FACT_TEXTS[key](facts[key], facts);
}
