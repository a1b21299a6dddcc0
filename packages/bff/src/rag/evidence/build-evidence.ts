import { EvidenceId, type EvidenceKind, type EvidenceSource, type Instant } from "@dormant-users/shared-types";
import type { AnalysisFacts, FactKey } from "./analysis-facts.ts";
import { buildFacts } from "./build-facts.ts";
import type { EvidenceInput, FactOrigin } from "./evidence-input.ts";
import { FACT_TEXTS } from "./fact-texts.ts";

/** A fact with the id by which claims cite it. */
export interface Fact<Key extends FactKey = FactKey> {
  readonly id: EvidenceId;
  readonly key: Key;
  readonly kind: EvidenceKind;
  readonly source: EvidenceSource;
  readonly observedAt: Instant | null;
  readonly value: AnalysisFacts[Key];
  /** Made from `value` alone. */
  readonly text: string;
}

export interface EvidenceSet {
  readonly facts: AnalysisFacts;
  /** In the order of their ids, E1 first. */
  readonly list: readonly Fact[];
}

/** Where the observation comes from unless the input says otherwise: `profile` is the stored object's source. */
type Origin = "profile" | "detection" | "rhythm" | "decisions" | "neighbours";

interface FactPlace {
  readonly kind: EvidenceKind;
  readonly origin: Origin;
  /** Says nothing a reader could use: left out of the list. Absent: always listed. */
  readonly omitWhen?: (value: unknown) => boolean;
}

const is =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The order of the ids. New facts go to the end of their kind; a test holds the order still. */
const PLACES: Readonly<Record<FactKey, FactPlace>> = {
  state: { kind: "activity", origin: "detection" },
  days_inactive: { kind: "activity", origin: "detection" },
  silence_is_minimum: { kind: "activity", origin: "detection", omitWhen: is("no") },
  silence_vs_threshold: { kind: "activity", origin: "detection", omitWhen: is("unknown") },
  activity_basis: { kind: "activity", origin: "detection" },
  typical_gap: { kind: "activity", origin: "rhythm", omitWhen: is("unknown") },
  silence_vs_rhythm: { kind: "activity", origin: "rhythm", omitWhen: is("unknown") },
  return_probability: { kind: "activity", origin: "rhythm" },
  trend: { kind: "activity", origin: "rhythm", omitWhen: is("unknown") },
  account_type: { kind: "profile", origin: "profile" },
  privileged: { kind: "profile", origin: "profile" },
  mfa: { kind: "profile", origin: "profile" },
  department: { kind: "profile", origin: "profile", omitWhen: is("unknown") },
  sensitive_department: { kind: "profile", origin: "profile", omitWhen: is("unknown", "no") },
  job_class: { kind: "profile", origin: "profile", omitWhen: is("unknown", "other") },
  group_classes: { kind: "profile", origin: "profile", omitWhen: isEmpty },
  group_count: { kind: "profile", origin: "profile" },
  licence_count: { kind: "profile", origin: "profile", omitWhen: is("unknown") },
  licence_classes: { kind: "profile", origin: "profile", omitWhen: isEmpty },
  account_age: { kind: "profile", origin: "profile", omitWhen: is("unknown") },
  guest_invitation: { kind: "profile", origin: "profile", omitWhen: is("not_applicable") },
  manager: { kind: "profile", origin: "profile" },
  stored_object: { kind: "stored_object", origin: "profile" },
  known_to: { kind: "stored_object", origin: "profile", omitWhen: isEmpty },
  sources_agree: { kind: "stored_object", origin: "detection", omitWhen: is("single") },
  latest_decision: { kind: "decisions", origin: "decisions", omitWhen: is("none") },
  earlier_decisions: { kind: "decisions", origin: "decisions", omitWhen: isEmpty },
  peers: { kind: "peers", origin: "neighbours" },
};

export const FACT_KEYS = Object.keys(PLACES) as readonly FactKey[];

/** The facts about one user and the list that claims may cite. The same input gives the same ids. */
export function buildEvidence(input: EvidenceInput): EvidenceSet {
  const facts = buildFacts(input);
  const told = FACT_KEYS.filter((key) => PLACES[key].omitWhen?.(facts[key]) !== true);
  return { facts, list: told.map((key, index) => toFact(key, index, facts, input)) };
}

function toFact<Key extends FactKey>(key: Key, index: number, facts: AnalysisFacts, input: EvidenceInput): Fact<Key> {
  const { kind, origin } = PLACES[key];
  const { source, observedAt } = input.origins?.[key] ?? originOf(origin, input);
  return {
    id: EvidenceId.parse(`E${index + 1}`),
    key,
    kind,
    source,
    observedAt,
    value: facts[key],
    text: FACT_TEXTS[key](facts[key], facts),
  };
}

function originOf(origin: Origin, input: EvidenceInput): FactOrigin {
  if (origin === "profile") {
    const { source, snapshotAt } = input.storedObject ?? { source: "trustx", snapshotAt: null };
    return { source, observedAt: snapshotAt };
  }
  const observedAt = origin === "detection" || origin === "rhythm" ? input.activity.measuredAt : input.now;
  return { source: origin, observedAt };
}
