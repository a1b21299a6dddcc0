import type { RecommendedAction, RiskLevel } from "@dormant-users/shared-types";
import type { FactKey } from "../evidence/analysis-facts.ts";
import type { Condition } from "./factor.ts";
import type { AbandonmentLevel } from "./rubric.ts";

/** One line of the table of actions: when the rules allow it, and how it is said. */
export interface ActionRule {
  readonly action: RecommendedAction;
  readonly title: string;
  /** Only these; absent: at any. */
  readonly abandonment?: readonly (AbandonmentLevel | "unknown")[];
  readonly risk?: readonly RiskLevel[];
  /** All hold … */
  readonly when?: readonly Condition[];
  /** … and at least one of these. */
  readonly whenAny?: readonly Condition[];
  readonly detail: string;
  /** Superseded where this one is allowed too. */
  readonly unless?: RecommendedAction;
  /** The facts that it rests on, of those that are listed for the user. */
  readonly cites: readonly FactKey[];
}

const GONE = ["likely", "very_likely"] as const;
const PERSONAL = ["human", "guest", "unknown"] as const;
const DELICATE = [
  "directory_admin",
  "infrastructure_admin",
  "security_tools",
  "finance_systems",
  "hr_systems",
  "legal_systems",
  "customer_data",
  "source_code",
] as const;

/** In order of priority: the first that applies is the first to do. */
export const ACTION_RULES: readonly ActionRule[] = [
  {
    action: "apply_earlier_decision",
    title: "Apply the earlier decision",
    when: [{ fact: "latest_decision", where: { kind: ["disable"] } }],
    detail: "A decision to disable the account stands, but the account is still enabled.",
    cites: ["latest_decision"],
  },
  {
    action: "revoke_privileged_role",
    title: "Revoke the privileged role",
    abandonment: ["possible", ...GONE, "unknown"],
    when: [
      { fact: "privileged", is: ["yes"] },
      { fact: "account_type", is: ["human", "guest", "service", "shared", "unknown"] },
    ],
    detail: "The privileged role is not used while the account is quiet. Grant it again when it is needed.",
    cites: ["privileged", "days_inactive"],
  },
  {
    action: "disable_now",
    title: "Disable now",
    abandonment: ["very_likely"],
    risk: ["critical"],
    when: [{ fact: "account_type", is: PERSONAL }],
    detail: "The account is very unlikely to be missed and could do great harm. Disabling can be undone.",
    cites: ["days_inactive", "return_probability"],
  },
  {
    action: "remove_invitation",
    title: "Withdraw the invitation",
    abandonment: ["possible", ...GONE],
    when: [{ fact: "guest_invitation", is: ["pending"] }],
    detail: "The guest invitation is still pending. Withdraw it; it can be sent again.",
    cites: ["guest_invitation", "days_inactive"],
  },
  {
    action: "disable_with_grace",
    title: "Disable with 30 days' grace",
    abandonment: GONE,
    unless: "disable_now",
    when: [{ fact: "account_type", is: PERSONAL }],
    detail: "Announce it, disable the account, and delete nothing within 30 days: it can be undone until then.",
    cites: ["days_inactive", "return_probability"],
  },
  {
    action: "rotate_credentials",
    title: "Rotate the credentials",
    abandonment: ["possible", ...GONE, "unknown"],
    when: [{ fact: "account_type", is: ["service", "shared"] }],
    detail:
      "More than one person or machine may hold the credentials of this account. Rotate them, then see what fails.",
    cites: ["account_type", "days_inactive"],
  },
  {
    action: "find_owner",
    title: "Find an owner",
    whenAny: [
      { fact: "account_type", is: ["service", "shared", "unknown"] },
      { fact: "manager", is: ["none"] },
    ],
    detail: "Nobody on record answers for this account. Name somebody who does, or retire it.",
    cites: ["account_type", "manager"],
  },
  {
    action: "verify_emergency_access",
    title: "Verify the emergency access",
    when: [{ fact: "account_type", is: ["break_glass"] }],
    detail:
      "Test that this break-glass account still works, that its credentials are sealed and its use raises an alarm.",
    cites: ["account_type"],
  },
  {
    action: "investigate_data_gap",
    title: "Close the gap in the data",
    whenAny: [
      { fact: "state", is: ["unknown"] },
      { fact: "days_inactive", is: ["unknown"] },
      { fact: "sources_agree", is: ["conflict"] },
      { fact: "stored_object", where: { freshness: ["very_stale"] } },
      { fact: "activity_basis", is: ["attempted_sign_in"] },
    ],
    detail: "What the sources report does not settle it. Check the feeds before acting on the account.",
    cites: ["state", "sources_agree", "stored_object", "activity_basis"],
  },
  {
    action: "review_groups",
    title: "Review its groups",
    whenAny: [
      { fact: "group_classes", has: DELICATE },
      { fact: "group_count", is: [">20"] },
    ],
    detail: "Remove the account from groups that it does not need while it is quiet.",
    cites: ["group_classes", "group_count", "days_inactive"],
  },
  {
    action: "enrol_mfa",
    title: "Require MFA at the next sign-in",
    abandonment: ["unlikely", "possible", "unknown"],
    when: [
      { fact: "mfa", is: ["not_enrolled"] },
      { fact: "account_type", is: ["human", "guest", "break_glass", "shared", "unknown"] },
    ],
    detail: "MFA is not enrolled. Require it at the next sign-in.",
    cites: ["mfa"],
  },
  {
    action: "notify_manager",
    title: "Ask the manager",
    abandonment: ["possible", ...GONE, "unknown"],
    when: [{ fact: "manager", is: ["on_record"] }],
    detail: "A manager is on record and can say whether the account is still needed.",
    cites: ["manager", "days_inactive"],
  },
  {
    action: "notify_user",
    title: "Ask the user",
    abandonment: ["unlikely", "possible"],
    when: [
      { fact: "account_type", is: PERSONAL },
      { fact: "state", is: ["dormant", "never_active"] },
    ],
    detail: "The account may still be needed. Ask before acting on it.",
    cites: ["days_inactive", "return_probability"],
  },
  {
    action: "reclaim_licence",
    title: "Reclaim the licences",
    abandonment: GONE,
    when: [{ fact: "licence_count", is: ["1-5", "6-20", ">20"] }],
    detail: "Licences are assigned and not used while the account is quiet.",
    cites: ["licence_count", "licence_classes", "days_inactive"],
  },
  {
    action: "snooze",
    title: "Look again later",
    abandonment: ["unlikely"],
    when: [{ fact: "account_type", is: ["human", "guest", "service", "shared", "unknown"] }],
    detail: "The silence is no reason to act yet. Snooze the account and look again after its usual gap.",
    cites: ["silence_vs_rhythm", "return_probability", "days_inactive"],
  },
  {
    action: "keep",
    title: "Keep the account",
    abandonment: ["unlikely"],
    detail: "The evidence gives no reason to call the account abandoned.",
    cites: ["account_type", "latest_decision", "return_probability", "days_inactive"],
  },
];
