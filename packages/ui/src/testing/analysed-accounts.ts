import type { DormantUser, RecommendedAction, RiskLevel } from "@dormant-users/shared-types";
import { buildDormancySummary } from "@dormant-users/shared-types/testing";
import { daysBefore } from "../lib/formats.ts";
import { AS_OF, type KnownAccount } from "./tenant-directory.ts";

const REASONS: Readonly<Record<RiskLevel, readonly string[]>> = {
  critical: [
    "Global administrator without multi-factor authentication, silent since the week the team was dissolved; six of seven similar accounts were disabled and none of them ever came back.",
    "Holds a privileged role and no second factor, and nobody has used it for longer than nine in ten accounts like it.",
  ],
  high: [
    "Keeps write access to the ledger; the nightly job that used it stopped, and no owner is on record.",
    "Guest of a partner with access to two sensitive groups, never asked about since the project ended.",
  ],
  medium: [
    "Quiet for longer than usual for this account, with licences in two products.",
    "Comes back every quarter; this silence is normal for the account and would clear by itself at the next sign-in.",
  ],
  low: ["Invitation never redeemed; no entitlements.", "Leaver whose access is already down to the default groups."],
};

const ACTIONS: Readonly<Record<RiskLevel, readonly RecommendedAction[]>> = {
  critical: ["revoke_privileged_role", "disable_with_grace"],
  high: ["find_owner", "rotate_credentials"],
  medium: ["notify_manager", "reclaim_licence"],
  low: ["remove_invitation"],
};

/**
 * The accounts of a tenant after an analysis: each quiet one with a risk, reasons, a forecast and a confidence. As many are
 * snoozed as the summary says.
 */
export function analysed(accounts: readonly KnownAccount[]): KnownAccount[] {
  const { snoozed } = buildDormancySummary().counts;
  const busy = accounts.filter(({ user, fixed }) => !fixed && user.last_active_at !== null && user.days_inactive === 9);
  const setAside = new Map(busy.slice(0, snoozed + 1).map(({ user }, index) => [user.user_id, index < snoozed]));
  return accounts.map((account, index) => {
    const user = withInsight(account.user, index);
    const isSnoozed = setAside.get(user.user_id);
    return isSnoozed === undefined ? { ...account, user } : asDecided(user, isSnoozed ? "snooze" : "exempt", index);
  });
}

function asDecided(user: DormantUser, kind: "snooze" | "exempt", index: number): KnownAccount {
  const decision = {
    decision_id: `00000000-0000-4000-a000-${String(index).padStart(12, "0")}`,
    kind,
    until: daysBefore(AS_OF, -30),
    decided_by: "priya@northwind.example",
    decided_at: daysBefore(AS_OF, 3),
  } as NonNullable<DormantUser["decision"]>;
  return {
    user: { ...user, decision },
    fixed:
      kind === "snooze" ? { state: "snoozed", reason: "snoozed_until" } : { state: "exempt", reason: "exempt_user" },
  };
}

function withInsight(user: DormantUser, index: number): DormantUser {
  if (user.days_inactive === null) return user;
  const level = levelOf(user, index);
  const reasons = REASONS[level];
  const low = 1 + (index % 5);
  return {
    ...user,
    risk_level: level,
    confidence: 0.6 + ((index * 7) % 38) / 100,
    summary: reasons[index % reasons.length] ?? null,
    summary_evidence_ids: index % 3 === 0 ? ["E1", "E4", "E9"] : ["E1", "E2"],
    top_recommendations: ACTIONS[level].map((action) => ({ action, title: action })),
    insight_source: index % 4 === 3 ? "rules" : "model",
    insight_stale: index % 17 === 5,
    insufficient_evidence: index % 29 === 11,
    return_probability: Math.min(0.97, 1.6 * Math.exp(-user.days_inactive / 45) * ((index % 9) / 6)),
    typical_gap_days: user.last_active_at === null || index % 6 === 0 ? null : { low, high: low + (index % 3) * 2 },
    decision: null,
  };
}

function levelOf(user: DormantUser, index: number): RiskLevel {
  if (user.privileged) return index % 3 === 0 ? "critical" : "high";
  if (user.account_type === "guest") return index % 4 === 0 ? "high" : "low";
  return index % 3 === 0 ? "medium" : index % 23 === 0 ? "high" : "low";
}
