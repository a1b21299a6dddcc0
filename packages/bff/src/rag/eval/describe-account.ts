import type { AccountType, ActivityBasis } from "@dormant-users/shared-types";
import type { EvidenceInput, RhythmInput } from "../evidence/evidence-input.ts";
import type { DecisionKind, PeerOutcome, StatusClass } from "../evidence/vocabulary.ts";

/** The parts of an account that a case or a test cares about. */
export interface AccountParts {
  readonly now?: string;
  readonly profile?: Partial<EvidenceInput["profile"]>;
  readonly activity?: Partial<EvidenceInput["activity"]>;
  /** Null: the model has not enough to go by. */
  readonly rhythm?: Partial<RhythmInput> | null;
  readonly peers?: EvidenceInput["peers"];
  readonly decisions?: EvidenceInput["decisions"];
  readonly storedObject?: EvidenceInput["storedObject"];
  readonly sources?: EvidenceInput["sources"];
}

/** The instant at which every described account is looked at. */
const NOW = "2026-11-22T06:00:00.000Z";
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

const PLAIN_RHYTHM: RhythmInput = {
  typicalGap: { lowDays: 1, highDays: 4 },
  returnProbability: 0.08,
  previousReturnBucket: null,
  trend: "steady",
};

/** A plain dormant employee, 120 days quiet, known to one fresh source; each part in turn overrides what is before it. */
export function describeAccount(...parts: readonly AccountParts[]): EvidenceInput {
  const last = <Part extends keyof AccountParts>(part: Part): AccountParts[Part] | undefined =>
    parts.findLast((each) => each[part] !== undefined)?.[part];
  const rhythm = parts.reduce<RhythmInput | null>(
    (whole, part) =>
      part.rhythm === undefined ? whole : part.rhythm && { ...(whole ?? PLAIN_RHYTHM), ...part.rhythm },
    PLAIN_RHYTHM,
  );
  return {
    now: last("now") ?? NOW,
    profile: Object.assign(
      {
        accountType: "human",
        privileged: false,
        mfaEnrolled: true,
        department: "Marketing",
        title: "Specialist",
        groupNames: ["All Staff"],
        licenceNames: ["E3"],
        managerKnown: true,
        invitation: null,
        accountStartAt: daysAgo(1200),
      },
      ...parts.map((part) => part.profile),
    ),
    activity: Object.assign(
      {
        state: "dormant",
        measuredAt: daysAgo(0),
        daysInactive: 120,
        daysInactiveIsMinimum: false,
        inactiveDays: 30,
        basis: "successful_sign_in",
      },
      ...parts.map((part) => part.activity),
      { rhythm },
    ),
    peers: last("peers") ?? null,
    decisions: last("decisions") ?? [],
    storedObject: parts.some((part) => part.storedObject === null)
      ? null
      : (last("storedObject") ?? { source: "okta", status: "enabled", snapshotAt: daysAgo(0) }),
    sources: last("sources") ?? [{ kind: "okta", canSignIn: true, dataAsOf: daysAgo(0) }],
  };
}

/** Quiet for so many days, at a threshold. */
export const quiet = (daysInactive: number, inactiveDays = 30): AccountParts => ({
  activity: { daysInactive, inactiveDays },
});

/** Never used since so many days. */
export const neverUsed = (daysInactive: number, inactiveDays = 30): AccountParts => ({
  activity: { state: "never_active", daysInactive, inactiveDays, basis: "none" },
  profile: { accountStartAt: daysAgo(daysInactive) },
  rhythm: null,
});

/** Nothing is known of its activity. */
export const unseen: AccountParts = { activity: { state: "unknown", daysInactive: null, basis: "none" }, rhythm: null };

/** Usual days between days of activity, and the likelihood of a return. */
export const usual = (lowDays: number, highDays: number, returnProbability: number): AccountParts => ({
  rhythm: { typicalGap: { lowDays, highDays }, returnProbability },
});

/** The likelihood of a return alone. */
export const returns = (returnProbability: number): AccountParts => ({ rhythm: { returnProbability } });
export const noHistory: AccountParts = { rhythm: null };

export const admin: AccountParts = { profile: { privileged: true } };
export const noMfa: AccountParts = { profile: { mfaEnrolled: false } };
export const mfaNotReported: AccountParts = { profile: { mfaEnrolled: null } };
export const noManager: AccountParts = { profile: { managerKnown: false } };
export const type = (accountType: AccountType): AccountParts => ({ profile: { accountType } });
export const guest = (invitation: "pending" | "accepted" | null = "accepted"): AccountParts => ({
  profile: { accountType: "guest", invitation, department: null, licenceNames: [], managerKnown: null },
});
export const department = (name: string | null, title = "Specialist"): AccountParts => ({
  profile: { department: name, title },
});
export const groups = (...groupNames: readonly string[]): AccountParts => ({ profile: { groupNames } });
export const started = (days: number): AccountParts => ({ profile: { accountStartAt: daysAgo(days) } });
export const basis = (kind: ActivityBasis): AccountParts => ({ activity: { basis: kind } });

/** Decisions that stand, each with its age in days. */
export const decided = (...made: readonly (readonly [DecisionKind, number])[]): AccountParts => ({
  decisions: made.map(([kind, days]) => ({ kind, decidedAt: daysAgo(days), undone: false })),
});

/** The stored object's status and age in days. */
export const stored = (status: StatusClass | null, days = 0): AccountParts => ({
  storedObject: { source: "okta", status, snapshotAt: daysAgo(days) },
});

/** Two sources, of which one says that the account cannot sign in. */
export const contradicted: AccountParts = {
  sources: [
    { kind: "okta", canSignIn: true, dataAsOf: daysAgo(0) },
    { kind: "entra", canSignIn: false, dataAsOf: daysAgo(0) },
  ],
};

/** Close neighbours by outcome. */
export const like = (counts: Partial<Record<PeerOutcome, number>>): AccountParts => ({
  peers: {
    closeFrom: 0.9,
    nearFrom: 0.7,
    neighbours: Object.entries(counts).flatMap(([outcome, count]) =>
      Array.from({ length: count }, () => ({ similarity: 0.94, outcome: outcome as PeerOutcome })),
    ),
  },
});
