import type { DecisionKind, RecommendedAction, RiskLevel } from "@dormant-users/shared-types";
import type { Formats } from "../../formats.ts";
import { createEnglishCounts } from "./counts.ts";

/** The words of insights and decisions, wherever they are shown. */
export function createInsightsMessages(formats: Formats) {
  const { number: n, percent } = formats;
  const { accounts } = createEnglishCounts(formats);
  const done: Record<DecisionKind, string> = {
    keep: "Kept",
    notify: "Notice ordered for",
    disable: "Disabling ordered for",
    snooze: "Snoozed",
    exempt: "Exempted",
    reassign: "Reassigned",
  };

  return {
    risk: { critical: "Critical", high: "High", medium: "Medium", low: "Low" } satisfies Record<RiskLevel, string>,
    notAnalysed: "Not analysed",
    confidence: {
      label: (value: number) => `confidence ${formats.decimal(value)}`,
      rules: (value: string) => `rules · ${value}`,
      byRules: "written by the rules, without a model",
      insufficient: "Too little evidence",
    },
    evidence: {
      /** Spoken before the id. */
      label: (id: string) => `Evidence ${id}`,
      ids: "Evidence",
    },
    tag: { privileged: "Privileged", neverActive: "Never active", stale: "Outdated" },
    staleTitle: "The facts changed after this was written",
    returns: {
      label: (share: number) => `${percent(share)} likely to return within 180 days`,
      unknown: "Not known yet",
      usual: ({ low, high }: { low: number; high: number }) =>
        low === high
          ? `usually every ${formats.plural(low) === "one" ? "day" : `${n(low)}\u00a0days`}`
          : `usually every ${n(low)}–${n(high)}\u00a0days`,
    },
    action: {
      apply_earlier_decision: "Apply the earlier decision",
      revoke_privileged_role: "Revoke the privileged role",
      disable_now: "Disable now",
      remove_invitation: "Withdraw the invitation",
      disable_with_grace: "Disable with 30 days' grace",
      rotate_credentials: "Rotate the credentials",
      find_owner: "Find an owner",
      verify_emergency_access: "Verify the emergency access",
      investigate_data_gap: "Close the gap in the data",
      review_groups: "Review its groups",
      enrol_mfa: "Require MFA at the next sign-in",
      notify_manager: "Ask the manager",
      notify_user: "Ask the user",
      reclaim_licence: "Reclaim the licences",
      snooze: "Look again later",
      keep: "Keep the account",
    } satisfies Record<RecommendedAction, string>,
    decision: {
      /** Standing decisions, as a row shows them. */
      standing: {
        keep: "Kept",
        notify: "Being asked",
        disable: "To be disabled",
        snooze: "Snoozed",
        exempt: "Exempt",
        reassign: "Reassigned",
      } satisfies Record<DecisionKind, string>,
      until: (instant: string) => `until ${formats.date(instant)}`,
      by: (name: string, instant: string) => `decided by ${name} on ${formats.date(instant)}`,
      open: "Open",
      menu: "Decide",
      menuFor: (name: string) => `Decide about ${name}`,
      kind: {
        keep: "Keep",
        notify: "Notify",
        disable: "Disable…",
        snooze: "Snooze…",
        exempt: "Exempt…",
        reassign: "Reassign…",
      } satisfies Record<DecisionKind, string>,
      hint: {
        keep: "The account is still needed",
        notify: "Ask the user or the manager first",
        disable: "Hand over to the identity provider",
        snooze: "Look again on a date",
        exempt: "Stop judging it, for a reason",
        reassign: "Let somebody else decide",
      } satisfies Record<DecisionKind, string>,
      dialogTitle: (kind: DecisionKind, count: number, name: string | undefined) => {
        const whom = count === 1 && name ? name : accounts(count);
        const verb = {
          keep: "Keep",
          notify: "Notify",
          disable: "Disable",
          snooze: "Snooze",
          exempt: "Exempt",
          reassign: "Reassign",
        }[kind];
        return `${verb} ${whom}`;
      },
      confirm: {
        keep: "Keep",
        notify: "Notify",
        disable: "Disable",
        snooze: "Snooze",
        exempt: "Exempt",
        reassign: "Reassign",
      } satisfies Record<DecisionKind, string>,
      consequence: (kind: DecisionKind, count: number) => {
        const one = formats.plural(count) === "one";
        const account = one ? "The account" : "The accounts";
        const they = one ? "it is" : "they are";
        const stay = `${account} ${one ? "stays" : "stay"} on the list`;
        return {
          keep: `${stay}, marked as kept.`,
          notify: "The order goes to the system that sends notices.",
          disable:
            "The order goes to your identity systems, which carry it out. Until they have, you can take it back.",
          snooze: `${account} ${one ? "leaves" : "leave"} the list until that day, then ${they} judged again.`,
          exempt: `${account} ${one ? "is" : "are"} no longer judged until the exemption ends.`,
          reassign: `${stay}, with the name of whoever is to decide.`,
        }[kind];
      },
      reason: "Reason",
      reasonOptional: "Reason (optional)",
      reasonHint: "Others will read it, and so will the audit log.",
      reasonTooShort: "Write at least 3 characters",
      untilDay: "Until",
      untilRequired: "Choose a day after today",
      untilOptional: "Until (optional)",
      inDays: (days: number) => `${n(days)} days`,
      assignee: "Who decides",
      assigneeHint: "A name or an e-mail address",
      assigneeRequired: "Say who is to decide",
      cancel: "Cancel",
      undo: "Undo",
      undoing: "Taking it back…",
      done: (kind: DecisionKind, count: number, name: string | undefined) =>
        `${done[kind]} ${count === 1 && name ? name : accounts(count)}.`,
      conflicts: (count: number) =>
        `${accounts(count)} had been decided by somebody else in the meantime; their decision stands.`,
      missing: (count: number) => `${accounts(count)} no longer exist here.`,
      undone: (count: number) => `Taken back for ${accounts(count)}.`,
      notUndone: (count: number) => `${accounts(count)} could not be taken back: the decision is not known any more.`,
      failed: "Nothing was decided.",
      undoFailed: "It could not be taken back.",
      forbidden: "Your account lacks the permission decisions:write.",
    },
  };
}

export type InsightsMessages = ReturnType<typeof createInsightsMessages>;
