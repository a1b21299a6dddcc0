import type { AccountType, ActivityBasis, DormancyState, Instant } from "@dormant-users/shared-types";
import type { FactKey } from "./analysis-facts.ts";
import type { DecisionKind, PeerOutcome, ReturnBucket, SourceKind, StatusClass, Trend } from "./vocabulary.ts";

/** Who said it, and as of when. `rhythm`, `neighbours`, `decisions` and `detection` are the product's own parts. */
export interface FactOrigin {
  readonly source: SourceKind | "rhythm" | "neighbours" | "decisions" | "detection";
  readonly observedAt: Instant | null;
}

/** Profile facts as the directory tells them. Texts are classified and never leave; null means not reported. */
export interface ProfileInput {
  readonly accountType: AccountType;
  readonly privileged: boolean;
  readonly mfaEnrolled: boolean | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly groupNames: readonly string[];
  readonly licenceNames: readonly string[] | null;
  readonly managerKnown: boolean | null;
  /** Of a guest; null for everybody else or where it is not reported. */
  readonly invitation: "pending" | "accepted" | null;
  readonly accountStartAt: Instant | null;
}

export interface UsualGap {
  readonly lowDays: number;
  readonly highDays: number;
}

export interface RhythmInput {
  /** Days between days of activity: the usual range; null where there are too few to tell. */
  readonly typicalGap: UsualGap | null;
  /** P(active again within 180 days), 0…1; null where the model has not enough to go by. */
  readonly returnProbability: number | null;
  /** The bucket of the last analysis: a probability that wavers about an edge stays in it. */
  readonly previousReturnBucket: ReturnBucket | null;
  readonly trend: Trend | null;
}

export interface ActivityInput {
  readonly state: DormancyState;
  /** The instant the age is measured at. */
  readonly measuredAt: Instant;
  readonly daysInactive: number | null;
  readonly daysInactiveIsMinimum: boolean;
  /** The threshold that this account is judged by, in days. */
  readonly inactiveDays: number;
  readonly basis: ActivityBasis;
  readonly rhythm: RhythmInput | null;
}

export interface PeersInput {
  readonly neighbours: readonly { readonly similarity: number; readonly outcome: PeerOutcome }[];
  /** Cosine similarity from which a neighbour is close, and near: they differ from embedder to embedder. */
  readonly closeFrom: number;
  readonly nearFrom: number;
}

export interface DecisionInput {
  readonly kind: DecisionKind;
  readonly decidedAt: Instant;
  readonly undone: boolean;
}

export interface SourceInput {
  readonly kind: SourceKind;
  readonly canSignIn: boolean;
  readonly dataAsOf: Instant;
}

/** What the database knows about one user, as far as an analysis may use it. Holds no name, address or id. */
export interface EvidenceInput {
  /** The instant of the analysis: ages of decisions and snapshots count from here. */
  readonly now: Instant;
  readonly profile: ProfileInput;
  readonly activity: ActivityInput;
  readonly peers: PeersInput | null;
  readonly decisions: readonly DecisionInput[];
  readonly storedObject: {
    readonly source: SourceKind;
    readonly status: StatusClass | null;
    readonly snapshotAt: Instant;
  } | null;
  readonly sources: readonly SourceInput[];
  /** Where a fact came from, if not from the stored object's source. */
  readonly origins?: Readonly<Partial<Record<FactKey, FactOrigin>>>;
}
