import type { EvidenceInput } from "../evidence/evidence-input.ts";

/** The parts of an input that a test cares about. */
export interface EvidenceInputOverrides {
  readonly now?: string;
  readonly profile?: Partial<EvidenceInput["profile"]>;
  readonly activity?: Partial<EvidenceInput["activity"]>;
  readonly rhythm?: Partial<NonNullable<EvidenceInput["activity"]["rhythm"]>> | null;
  readonly peers?: EvidenceInput["peers"];
  readonly decisions?: EvidenceInput["decisions"];
  readonly storedObject?: EvidenceInput["storedObject"];
  readonly sources?: EvidenceInput["sources"];
}

/** A plain dormant employee, 120 days quiet, known to one fresh source; overridden part by part. */
export function buildEvidenceInput(overrides: EvidenceInputOverrides = {}): EvidenceInput {
  const rhythm = {
    typicalGap: { lowDays: 1, highDays: 4 },
    returnProbability: 0.08,
    previousReturnBucket: null,
    trend: "steady" as const,
  };
  return {
    now: overrides.now ?? "2026-11-22T06:00:00.000Z",
    profile: {
      accountType: "human",
      privileged: false,
      mfaEnrolled: true,
      department: "Marketing",
      title: "Specialist",
      groupNames: ["All Staff"],
      licenceNames: ["E3"],
      managerKnown: true,
      invitation: null,
      accountStartAt: "2023-03-04T09:00:00.000Z",
      ...overrides.profile,
    },
    activity: {
      state: "dormant",
      measuredAt: "2026-11-22T05:00:00.000Z",
      daysInactive: 120,
      daysInactiveIsMinimum: false,
      inactiveDays: 30,
      basis: "successful_sign_in",
      ...overrides.activity,
      rhythm: overrides.rhythm === null ? null : { ...rhythm, ...overrides.rhythm },
    },
    peers: overrides.peers ?? null,
    decisions: overrides.decisions ?? [],
    storedObject:
      overrides.storedObject === undefined
        ? { source: "okta", status: "enabled", snapshotAt: "2026-11-22T05:00:00.000Z" }
        : overrides.storedObject,
    sources: overrides.sources ?? [{ kind: "okta", canSignIn: true, dataAsOf: "2026-11-22T05:00:00.000Z" }],
  };
}
