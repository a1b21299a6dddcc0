import { z } from "zod";

/** Exactly one holds for every user. Listed in order of precedence: the first that applies is the state. */
export const DormancyState = z.enum(["disabled", "exempt", "snoozed", "unknown", "never_active", "dormant", "active"]);
export type DormancyState = z.infer<typeof DormancyState>;

/** The states a list shows when none are asked for. */
export const LISTED_BY_DEFAULT: readonly DormancyState[] = ["dormant", "never_active"];

/** Why a user is in its state; each reason belongs to one state (`STATE_OF_REASON`). */
export const DormancyReason = z.enum([
  "not_activated",
  "suspended",
  "deprovisioned",
  "archived",
  "account_disabled",
  "absent_from_snapshot",
  "exempt_account_type",
  "exempt_user",
  "exempt_group",
  "snoozed_until",
  "source_has_no_activity",
  "activity_not_reported",
  "no_activity_and_no_start",
  "history_incomplete",
  "never_signed_in",
  "inactive_since_cutoff",
  "active_since_cutoff",
  "new_account",
]);
export type DormancyReason = z.infer<typeof DormancyReason>;

/** The state that each reason explains. */
export const STATE_OF_REASON: Readonly<Record<DormancyReason, DormancyState>> = {
  not_activated: "disabled",
  suspended: "disabled",
  deprovisioned: "disabled",
  archived: "disabled",
  account_disabled: "disabled",
  absent_from_snapshot: "disabled",
  exempt_account_type: "exempt",
  exempt_user: "exempt",
  exempt_group: "exempt",
  snoozed_until: "snoozed",
  source_has_no_activity: "unknown",
  activity_not_reported: "unknown",
  no_activity_and_no_start: "unknown",
  history_incomplete: "unknown",
  never_signed_in: "never_active",
  inactive_since_cutoff: "dormant",
  active_since_cutoff: "active",
  new_account: "active",
};

export const AccountType = z.enum(["human", "guest", "service", "break_glass", "shared", "unknown"]);
export type AccountType = z.infer<typeof AccountType>;

/** What kind of observation the last active instant rests on. */
export const ActivityBasis = z.enum([
  "successful_sign_in",
  "non_interactive",
  "app_activity",
  "attempted_sign_in",
  "none",
]);
export type ActivityBasis = z.infer<typeof ActivityBasis>;

/** Users by state; every state is present, zeros included. */
export const StateCounts = z.record(DormancyState, z.int().min(0));
export type StateCounts = z.infer<typeof StateCounts>;

/** Days without activity before an account counts as dormant. */
export const InactiveDays = z.int().min(1).max(3650);
