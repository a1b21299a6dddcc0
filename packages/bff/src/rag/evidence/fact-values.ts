import { AccountType, ActivityBasis, DormancyState } from "@dormant-users/shared-types";
import type { AnalysisFacts, FactKey } from "./analysis-facts.ts";
import { FACT_TEXTS } from "./fact-texts.ts";
import { words } from "./fold.ts";
import {
  AGE_BUCKETS,
  CLOSENESS,
  COUNT_BUCKETS,
  DAYS_BUCKETS,
  DECISION_KINDS,
  DEPARTMENT_CLASSES,
  FRESHNESS,
  GROUP_CLASSES,
  LICENCE_CLASSES,
  RETURN_BUCKETS,
  RHYTHM_RATIOS,
  SOURCE_KINDS,
  STATUS_CLASSES,
  THRESHOLD_RATIOS,
  TRENDS,
  TYPICAL_GAPS,
} from "./vocabulary.ts";

const YES_NO = ["yes", "no"] as const;
const DECISIONS = DECISION_KINDS.flatMap((kind) => AGE_BUCKETS.map((age) => ({ kind, age })));

/** Every value of every fact; of lists and counts, enough that each of their words occurs. */
const FACT_VALUES: { readonly [Key in FactKey]: readonly AnalysisFacts[Key][] } = {
  state: DormancyState.options,
  days_inactive: [...DAYS_BUCKETS, "unknown"],
  silence_is_minimum: YES_NO,
  silence_vs_threshold: [...THRESHOLD_RATIOS, "unknown"],
  activity_basis: ActivityBasis.options,
  typical_gap: [...TYPICAL_GAPS, "unknown"],
  silence_vs_rhythm: [...RHYTHM_RATIOS, "unknown"],
  return_probability: [...RETURN_BUCKETS, "unknown"],
  trend: [...TRENDS, "unknown"],
  account_type: AccountType.options,
  privileged: YES_NO,
  mfa: ["enrolled", "not_enrolled", "unknown"],
  department: [...DEPARTMENT_CLASSES, "unknown"],
  sensitive_department: [...YES_NO, "unknown"],
  job_class: [...DEPARTMENT_CLASSES, "unknown"],
  group_classes: [[], ...GROUP_CLASSES.map((each) => [each])],
  group_count: COUNT_BUCKETS,
  licence_count: [...COUNT_BUCKETS, "unknown"],
  licence_classes: [[], ...LICENCE_CLASSES.map((each) => [each])],
  account_age: [...AGE_BUCKETS, "unknown"],
  guest_invitation: ["pending", "accepted", "not_applicable", "unknown"],
  manager: ["on_record", "none", "unknown"],
  stored_object: [
    "unknown",
    ...STATUS_CLASSES.flatMap((status) =>
      FRESHNESS.map((freshness) => ({ source: "okta", status, freshness }) as const),
    ),
    { source: "scim", status: "unknown", freshness: "fresh" },
  ],
  known_to: [[], ["okta"], [...SOURCE_KINDS]],
  sources_agree: ["single", "agree", "conflict"],
  latest_decision: ["none", ...DECISIONS],
  earlier_decisions: [[], DECISIONS],
  peers: [
    "none",
    ...CLOSENESS.map((closeness) => ({ similar: 1, returned: 0, disabled: 1, kept: 0, open: 0, closeness })),
    { similar: 2, returned: 1, disabled: 1, kept: 0, open: 0, closeness: "close" },
  ],
};

/** All sentences that one fact can make. */
function sentencesOf<Key extends FactKey>(key: Key): readonly string[] {
  const states = ["dormant", "never_active"] as const;
  return FACT_VALUES[key].flatMap((value) => states.map((state) => FACT_TEXTS[key](value, { ...ANY_FACTS, state })));
}

/** One valid set of facts: the first value of each. */
const ANY_FACTS = Object.fromEntries(
  Object.entries(FACT_VALUES).map(([key, values]) => [key, values[0]]),
) as unknown as AnalysisFacts;

/** Every word that the facts can say, folded: what is not among them came from somewhere else. */
export const FACT_WORDS: ReadonlySet<string> = new Set(
  (Object.keys(FACT_VALUES) as FactKey[]).flatMap((key) => [key, ...sentencesOf(key)]).flatMap(words),
);
