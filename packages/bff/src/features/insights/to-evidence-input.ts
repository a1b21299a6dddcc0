import type { StatusClass } from "../../rag/evidence/vocabulary.ts";
import type { EvidenceInput, KnownIdentifiers } from "../../rag/index.ts";
import type { JudgedUser } from "../detection/index.ts";
import type { AccountFacts, UserFacts } from "./user-facts.repository.ts";

/** Sources whose accounts list licences: elsewhere an empty list says nothing. */
const LISTS_LICENCES: ReadonlySet<AccountFacts["kind"]> = new Set(["entra"]);

const STATUS_OF_REASON: Readonly<Record<string, StatusClass>> = {
  not_activated: "staged",
  suspended: "suspended",
  deprovisioned: "deprovisioned",
  archived: "deprovisioned",
  account_disabled: "deprovisioned",
};

/** What the database knows of a user, in the terms of the analysis. */
export function toEvidenceInput(
  facts: UserFacts,
  judged: JudgedUser,
  peers: EvidenceInput["peers"],
  nowMs: number,
): EvidenceInput {
  const { accounts, outlook } = facts;
  const [primary] = accounts;
  return {
    now: new Date(nowMs).toISOString(),
    profile: {
      accountType: facts.accountType,
      privileged: facts.privileged,
      mfaEnrolled: everyKnown(accounts.map((account) => account.mfaEnrolled)),
      department: facts.department,
      title: accounts.find(({ title }) => title !== null)?.title ?? null,
      groupNames: facts.groupNames,
      licenceNames: licencesOf(accounts),
      managerKnown: accounts.some(({ manager }) => manager !== null) ? true : null,
      invitation: null,
      accountStartAt: facts.accountStartAt,
    },
    activity: {
      state: judged.state,
      measuredAt: judged.measuredAt,
      daysInactive: judged.daysInactive,
      daysInactiveIsMinimum: false,
      inactiveDays: judged.inactiveDays,
      basis: judged.basis,
      rhythm:
        outlook === null
          ? null
          : {
              typicalGap:
                outlook.gapLowDays === null || outlook.gapHighDays === null
                  ? null
                  : { lowDays: outlook.gapLowDays, highDays: outlook.gapHighDays },
              returnProbability: outlook.probability,
              previousReturnBucket: outlook.bucket,
              trend: outlook.trend,
            },
    },
    peers,
    decisions: facts.decisions,
    storedObject:
      primary === undefined
        ? null
        : { source: primary.kind, status: statusOf(primary), snapshotAt: primary.confirmedAt },
    sources: accounts.map(({ kind, canSignIn, present, dataAsOf }) => ({
      kind,
      canSignIn: canSignIn && present,
      dataAsOf,
    })),
  };
}

/** All that could name the user, or the user's manager, in what goes out or comes back. */
export function identifiersOf(facts: UserFacts): KnownIdentifiers {
  const { accounts } = facts;
  const managers = known(accounts.map(({ manager }) => manager));
  const isAddress = (text: string): boolean => text.includes("@");
  return {
    names: known([facts.name, ...accounts.map(({ name }) => name), ...managers.filter((one) => !isAddress(one))]),
    addresses: known([facts.email, ...accounts.map(({ email }) => email), ...managers.filter(isAddress)]),
    ids: known([facts.userId, ...accounts.map(({ externalId }) => externalId)]),
    phones: [],
  };
}

const known = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.filter((text): text is string => text !== null && text !== "")),
];

/** Null where nobody says; false where any account lacks it: the weakest way in counts. */
function everyKnown(flags: readonly (boolean | null)[]): boolean | null {
  const said = flags.filter((flag) => flag !== null);
  return said.length === 0 ? null : said.every(Boolean);
}

function licencesOf(accounts: readonly AccountFacts[]): readonly string[] | null {
  const names = accounts.flatMap(({ licences }) => licences ?? []);
  return names.length > 0 || accounts.some(({ kind }) => LISTS_LICENCES.has(kind)) ? names : null;
}

function statusOf({ canSignIn, present, cannotSignInReason }: AccountFacts): StatusClass | null {
  if (!present) return "deprovisioned";
  if (canSignIn) return "enabled";
  return STATUS_OF_REASON[cannotSignInReason ?? ""] ?? null;
}
