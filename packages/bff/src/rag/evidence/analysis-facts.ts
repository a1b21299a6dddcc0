import type { AccountType, ActivityBasis, DormancyState } from "@dormant-users/shared-types";
import type {
  AgeBucket,
  Closeness,
  CountBucket,
  DaysBucket,
  DecisionKind,
  DepartmentClass,
  Freshness,
  GroupClass,
  LicenceClass,
  OrUnknown,
  ReturnBucket,
  RhythmRatio,
  SourceKind,
  StatusClass,
  ThresholdRatio,
  Trend,
  TypicalGap,
  YesNo,
} from "./vocabulary.ts";

export interface PeerOutcomes {
  /** Similar users found, 0…50; the four outcomes add up to it. */
  readonly similar: number;
  readonly returned: number;
  readonly disabled: number;
  readonly kept: number;
  readonly open: number;
  readonly closeness: Closeness;
}

export interface EarlierDecision {
  readonly kind: DecisionKind;
  /** Days since it was made. */
  readonly age: AgeBucket;
}

export interface StoredObject {
  readonly source: SourceKind;
  readonly status: OrUnknown<StatusClass>;
  readonly freshness: Freshness;
}

/**
 * All that may ever be said about a user to a model, an embedder or the rules: the one allow-list.
 *
 * No member is a free string. Names, e-mail addresses, ids, titles and group names cannot be expressed; a new column of
 * a directory is invisible until somebody adds it here on purpose.
 */
export interface AnalysisFacts {
  readonly state: DormancyState;
  readonly days_inactive: OrUnknown<DaysBucket>;
  /** The kept history ends there: the silence may be longer. */
  readonly silence_is_minimum: YesNo;
  readonly silence_vs_threshold: OrUnknown<ThresholdRatio>;
  readonly activity_basis: ActivityBasis;
  readonly typical_gap: OrUnknown<TypicalGap>;
  readonly silence_vs_rhythm: OrUnknown<RhythmRatio>;
  readonly return_probability: OrUnknown<ReturnBucket>;
  readonly trend: OrUnknown<Trend>;
  readonly account_type: AccountType;
  readonly privileged: YesNo;
  readonly mfa: OrUnknown<"enrolled" | "not_enrolled">;
  readonly department: OrUnknown<DepartmentClass>;
  readonly sensitive_department: OrUnknown<YesNo>;
  readonly job_class: OrUnknown<DepartmentClass>;
  readonly group_classes: readonly GroupClass[];
  readonly group_count: CountBucket;
  readonly licence_count: OrUnknown<CountBucket>;
  readonly licence_classes: readonly LicenceClass[];
  readonly account_age: OrUnknown<AgeBucket>;
  readonly guest_invitation: OrUnknown<"pending" | "accepted" | "not_applicable">;
  readonly manager: OrUnknown<"on_record" | "none">;
  readonly stored_object: OrUnknown<StoredObject>;
  readonly known_to: readonly SourceKind[];
  readonly sources_agree: "single" | "agree" | "conflict";
  /** The newest that was not undone. */
  readonly latest_decision: EarlierDecision | "none";
  /** Those before it, newest first, at most four. */
  readonly earlier_decisions: readonly EarlierDecision[];
  readonly peers: PeerOutcomes | "none";
}

export type FactKey = keyof AnalysisFacts;
