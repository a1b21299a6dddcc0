import type { AnalysisFacts, EarlierDecision, FactKey, PeerOutcomes, StoredObject } from "./analysis-facts.ts";
import type { Freshness } from "./vocabulary.ts";

type FactTexts = { readonly [Key in FactKey]: (value: AnalysisFacts[Key], facts: AnalysisFacts) => string };

const RANGES: Readonly<Record<string, string>> = {
  "0-30": "0 to 30",
  "31-60": "31 to 60",
  "31-90": "31 to 90",
  "61-90": "61 to 90",
  "91-180": "91 to 180",
  "91-365": "91 to 365",
  "181-365": "181 to 365",
  ">365": "more than 365",
  "1-2x": "1 to 2 times",
  "2-4x": "2 to 4 times",
  ">4x": "more than 4 times",
  "1-3x": "1 to 3 times",
  "3-10x": "3 to 10 times",
  ">10x": "more than 10 times",
  "<2%": "under 2 percent",
  "2-5%": "2 to 5 percent",
  "5-15%": "5 to 15 percent",
  "15-40%": "15 to 40 percent",
  ">40%": "more than 40 percent",
  "1-5": "1 to 5",
  "6-20": "6 to 20",
  ">20": "more than 20",
};
const range = (bucket: string): string => RANGES[bucket] ?? bucket;
const plain = (value: string): string => value.replaceAll("_", " ");
const list = (values: readonly string[]): string => values.map(plain).join(", ");

const SNAPSHOT_AGES: Readonly<Record<Freshness, string>> = {
  fresh: "less than 2 days old",
  recent: "2 to 7 days old",
  stale: "8 to 30 days old",
  very_stale: "more than 30 days old",
};

const storedObject = ({ source, status, freshness }: StoredObject): string =>
  `Newest stored object from ${source}, ${SNAPSHOT_AGES[freshness]}: status ${status === "unknown" ? "not reported" : plain(status)}.`;

const decision = ({ kind, age }: EarlierDecision): string => `${kind}, made ${range(age)} days ago`;

const peers = ({ similar, closeness, returned, disabled, kept, open }: PeerOutcomes): string =>
  `${similar} similar ${similar === 1 ? "account" : "accounts"} (${closeness}): ${returned} returned, ${disabled} disabled, ${kept} kept, ${open} still open.`;

/**
 * One English sentence for every value of every fact: what the evidence table shows, what a model reads, and what the
 * numbers of a claim are checked against.
 */
export const FACT_TEXTS: FactTexts = {
  state: (value) =>
    value === "never_active"
      ? "Never active since the account could first be used."
      : value === "dormant"
        ? "Dormant: last active before the tenant's threshold."
        : `State: ${value}.`,
  days_inactive: (value, { state }) =>
    value === "unknown"
      ? "Days without activity: not known."
      : state === "never_active"
        ? `Unused for ${range(value)} days since account start.`
        : `Quiet for ${range(value)} days.`,
  silence_is_minimum: (value) =>
    value === "yes"
      ? "The kept history does not reach further back: the silence may be longer."
      : "The kept history covers the silence.",
  silence_vs_threshold: (value) =>
    value === "unknown"
      ? "Silence against the tenant's threshold: not known."
      : value === "under"
        ? "Quiet for less than the tenant's threshold."
        : `Quiet for ${range(value)} the tenant's threshold.`,
  activity_basis: (value) =>
    ({
      successful_sign_in: "Last activity seen: a successful sign-in.",
      non_interactive: "Last activity seen: a non-interactive sign-in.",
      app_activity: "Last activity seen: activity in an application.",
      attempted_sign_in: "Last activity seen: an attempted sign-in, success not known.",
      none: "No activity is on record.",
    })[value],
  typical_gap: (value) =>
    value === "unknown" ? "Usual rhythm: too little activity to tell." : `Usual rhythm: ${value} activity.`,
  silence_vs_rhythm: (value) =>
    value === "unknown"
      ? "Silence against the usual rhythm: not known."
      : value === "within"
        ? "The silence is within the account's usual gap."
        : `Quiet for ${range(value)} the account's usual gap.`,
  return_probability: (value) =>
    value === "unknown"
      ? "Likelihood of a return within 180 days: too little history to tell."
      : `Likelihood of a return within 180 days: ${range(value)}.`,
  trend: (value) =>
    value === "unknown"
      ? "Trend of activity before the silence: not known."
      : `Activity was ${value} before the silence.`,
  account_type: (value) =>
    value === "unknown"
      ? "Account type: not reported."
      : `Account type: ${value === "break_glass" ? "break-glass" : value}.`,
  privileged: (value) => (value === "yes" ? "Holds a privileged role." : "Holds no privileged role."),
  mfa: (value) => `MFA: ${{ enrolled: "enrolled", not_enrolled: "not enrolled", unknown: "not reported" }[value]}.`,
  department: (value) => `Department class: ${value === "unknown" ? "not reported" : plain(value)}.`,
  sensitive_department: (value) =>
    ({
      yes: "The department is sensitive.",
      no: "The department is not sensitive.",
      unknown: "Sensitivity of the department: not known.",
    })[value],
  job_class: (value) => `Job class: ${value === "unknown" ? "not reported" : plain(value)}.`,
  group_classes: (value) => `Groups open: ${value.length === 0 ? "nothing" : list(value)}.`,
  group_count: (value) => (value === "0" ? "Member of no group." : `Member of ${range(value)} groups.`),
  licence_count: (value) =>
    value === "unknown"
      ? "Licences: not reported."
      : value === "0"
        ? "Holds no licence."
        : `Holds ${range(value)} licences.`,
  licence_classes: (value) => `Licences for: ${value.length === 0 ? "nothing" : list(value)}.`,
  account_age: (value) => (value === "unknown" ? "Account age: not known." : `Account age: ${range(value)} days.`),
  guest_invitation: (value) => `Guest invitation: ${value === "unknown" ? "not reported" : plain(value)}.`,
  manager: (value) =>
    ({ on_record: "A manager is on record.", none: "No manager is on record.", unknown: "Manager: not reported." })[
      value
    ],
  stored_object: (value) => (value === "unknown" ? "Stored object: none found." : storedObject(value)),
  known_to: (value) => `Known to ${value.length} ${value.length === 1 ? "source" : "sources"}: ${list(value)}.`,
  sources_agree: (value) =>
    ({
      single: "One source knows the account.",
      agree: "All sources agree on whether the account can sign in.",
      conflict: "Sources disagree on whether the account can sign in.",
    })[value],
  latest_decision: (value) => (value === "none" ? "No decision stands." : `Latest decision: ${decision(value)}.`),
  earlier_decisions: (value) => `Earlier decisions: ${value.map(decision).join("; ")}.`,
  peers: (value) => (value === "none" ? "No similar accounts found." : peers(value)),
};
