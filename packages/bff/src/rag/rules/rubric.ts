import type { RiskLevel } from "@dormant-users/shared-types";
import type { Factor } from "./factor.ts";

/** Grows with every change of a table in this folder: insights made by other rules become stale. */
export const RULES_VERSION = "rules-1";

export const ABANDONMENT_LEVELS = ["unlikely", "possible", "likely", "very_likely"] as const;
export type AbandonmentLevel = (typeof ABANDONMENT_LEVELS)[number];

export const IMPACT_LEVELS = ["low", "moderate", "high", "severe"] as const;
export type ImpactLevel = (typeof IMPACT_LEVELS)[number];

/** Fewest points of each level; fewer than the second is the first. */
export const ABANDONMENT_FROM: Readonly<Record<AbandonmentLevel, number>> = {
  unlikely: Number.NEGATIVE_INFINITY,
  possible: 1,
  likely: 3,
  very_likely: 6,
};
export const IMPACT_FROM: Readonly<Record<ImpactLevel, number>> = {
  low: Number.NEGATIVE_INFINITY,
  moderate: 2,
  high: 4,
  severe: 6,
};

/** The risk floor. `unknown` is the row of accounts about whose activity nothing is known. */
export const RISK_MATRIX: Readonly<Record<AbandonmentLevel | "unknown", Readonly<Record<ImpactLevel, RiskLevel>>>> = {
  unlikely: { low: "low", moderate: "low", high: "low", severe: "medium" },
  possible: { low: "low", moderate: "medium", high: "medium", severe: "high" },
  likely: { low: "low", moderate: "medium", high: "high", severe: "critical" },
  very_likely: { low: "medium", moderate: "high", high: "high", severe: "critical" },
  unknown: { low: "low", moderate: "low", high: "medium", severe: "high" },
};

/** How surely nobody uses the account any more. Points of all factors that hold are added. */
export const ABANDONMENT_FACTORS: readonly Factor[] = [
  { id: "in_use", points: -10, when: [{ fact: "state", is: ["active"] }], text: "the account is in use" },
  { id: "quiet_31", points: 1, when: [{ fact: "days_inactive", is: ["31-60"] }], text: "quiet for 31 to 60 days" },
  { id: "quiet_61", points: 2, when: [{ fact: "days_inactive", is: ["61-90"] }], text: "quiet for 61 to 90 days" },
  { id: "quiet_91", points: 3, when: [{ fact: "days_inactive", is: ["91-180"] }], text: "quiet for 91 to 180 days" },
  { id: "quiet_181", points: 4, when: [{ fact: "days_inactive", is: ["181-365"] }], text: "quiet for 181 to 365 days" },
  { id: "quiet_366", points: 6, when: [{ fact: "days_inactive", is: [">365"] }], text: "quiet for more than 365 days" },
  {
    id: "under_threshold",
    points: -2,
    when: [{ fact: "silence_vs_threshold", is: ["under"] }],
    text: "quiet for less than the tenant's threshold",
  },
  {
    id: "return_rare",
    points: 2,
    when: [{ fact: "return_probability", is: ["<2%"] }],
    text: "likelihood of a return within 180 days under 2 percent",
  },
  {
    id: "return_unlikely",
    points: 1,
    when: [{ fact: "return_probability", is: ["2-5%"] }],
    text: "likelihood of a return within 180 days 2 to 5 percent",
  },
  {
    id: "return_plausible",
    points: -1,
    when: [{ fact: "return_probability", is: ["15-40%"] }],
    text: "likelihood of a return within 180 days 15 to 40 percent",
  },
  {
    id: "return_expected",
    points: -3,
    when: [{ fact: "return_probability", is: [">40%"] }],
    text: "likelihood of a return within 180 days more than 40 percent",
  },
  {
    id: "within_rhythm",
    points: -2,
    when: [{ fact: "silence_vs_rhythm", is: ["within"] }],
    text: "the silence is within the account's usual gap",
  },
  {
    id: "near_rhythm",
    points: -1,
    when: [{ fact: "silence_vs_rhythm", is: ["1-3x"] }],
    text: "quiet for 1 to 3 times the account's usual gap",
  },
  {
    id: "far_over_rhythm",
    points: 1,
    when: [{ fact: "silence_vs_rhythm", is: [">10x"] }],
    text: "quiet for more than 10 times the account's usual gap",
  },
  {
    id: "never_active",
    points: 1,
    when: [{ fact: "state", is: ["never_active"] }],
    text: "never active since account start",
  },
  {
    id: "invitation_pending",
    points: 1,
    when: [{ fact: "guest_invitation", is: ["pending"] }],
    text: "the guest invitation is still pending",
  },
  {
    id: "attempt_only",
    points: 1,
    when: [
      { fact: "activity_basis", is: ["attempted_sign_in"] },
      { fact: "state", is: ["dormant"] },
    ],
    text: "the last activity seen is only an attempted sign-in",
  },
  {
    id: "standby",
    points: -8,
    when: [{ fact: "account_type", is: ["break_glass"] }],
    text: "a break-glass account waits for an emergency",
  },
  {
    id: "kept_recently",
    points: -4,
    when: [{ fact: "latest_decision", where: { kind: ["keep", "exempt"], age: ["0-30", "31-90"] } }],
    text: "a recent decision spares the account",
  },
  {
    id: "disable_not_applied",
    points: 2,
    when: [{ fact: "latest_decision", where: { kind: ["disable"] } }],
    text: "a decision to disable was made and the account is still enabled",
  },
  {
    id: "disabled_elsewhere",
    points: 1,
    when: [{ fact: "sources_agree", is: ["conflict"] }],
    text: "sources disagree on whether the account can sign in",
  },
  {
    id: "notice_unanswered",
    points: 1,
    when: [{ fact: "latest_decision", where: { kind: ["notify"], age: ["31-90", "91-365", ">365"] } }],
    text: "an earlier notice was not answered",
  },
];

const DELICATE_SYSTEMS = ["security_tools", "finance_systems", "hr_systems", "legal_systems", "customer_data"] as const;

/** What whoever takes the account over would gain. Points of all factors that hold are added. */
export const IMPACT_FACTORS: readonly Factor[] = [
  { id: "privileged", points: 4, when: [{ fact: "privileged", is: ["yes"] }], text: "holds a privileged role" },
  {
    id: "admin_groups",
    points: 4,
    when: [
      { fact: "privileged", is: ["no"] },
      { fact: "group_classes", has: ["directory_admin", "infrastructure_admin"] },
    ],
    text: "member of an administrators' group without a privileged role on record",
  },
  { id: "no_mfa", points: 2, when: [{ fact: "mfa", is: ["not_enrolled"] }], text: "MFA is not enrolled" },
  { id: "mfa_unknown", points: 1, when: [{ fact: "mfa", is: ["unknown"] }], text: "MFA is not reported" },
  { id: "guest", points: 1, when: [{ fact: "account_type", is: ["guest"] }], text: "a guest account" },
  {
    id: "service",
    points: 2,
    when: [{ fact: "account_type", is: ["service"] }],
    text: "a service account: its credentials are used by machines",
  },
  {
    id: "shared",
    points: 1,
    when: [{ fact: "account_type", is: ["shared"] }],
    text: "a shared account: nobody answers for its use",
  },
  {
    id: "sensitive_department",
    points: 1,
    when: [{ fact: "sensitive_department", is: ["yes"] }],
    text: "the department is sensitive",
  },
  {
    id: "delicate_systems",
    points: 1,
    when: [{ fact: "group_classes", has: DELICATE_SYSTEMS }],
    text: "groups open delicate systems",
  },
  {
    id: "barred",
    points: -2,
    when: [{ fact: "stored_object", where: { status: ["locked", "suspended", "deprovisioned"] } }],
    text: "its source bars it from signing in",
  },
  {
    id: "source_code",
    points: 1,
    when: [{ fact: "group_classes", has: ["source_code"] }],
    text: "groups open source code",
  },
  { id: "many_groups", points: 1, when: [{ fact: "group_count", is: [">20"] }], text: "member of more than 20 groups" },
];
