import { z } from "zod";

/** Exactly one holds for every user. Listed in order of precedence: the first that applies is the state. */
export const DormancyState = z.enum(["disabled", "exempt", "snoozed", "unknown", "never_active", "dormant", "active"]);
export type DormancyState = z.infer<typeof DormancyState>;

/** Why a user is in its state. The part before the colon in the table of `docs/detection.md` is the state it explains. */
export const DormancyReason = z.enum([
  // disabled
  "not_activated",
  "suspended",
  "deprovisioned",
  "archived",
  "account_disabled",
  "absent_from_snapshot",
  // exempt
  "exempt_account_type",
  "exempt_user",
  "exempt_group",
  // snoozed
  "snoozed_until",
  // unknown
  "source_has_no_activity",
  "activity_not_reported",
  "no_activity_and_no_start",
  "history_incomplete",
  // never_active
  "never_signed_in",
  // dormant
  "inactive_since_cutoff",
  // active
  "active_since_cutoff",
  "new_account",
  "not_yet_created",
]);
export type DormancyReason = z.infer<typeof DormancyReason>;

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
