import type { Formats } from "../../formats.ts";
import { createEnglishCounts } from "./counts.ts";

/** The words of `DormantUsersTable`. */
export function createListMessages(formats: Formats) {
  const n = formats.number;
  const { accounts, days, users } = createEnglishCounts(formats);

  return {
    title: "Dormant users",
    users,
    refresh: { idle: "Refresh", busy: "Refreshing…" },
    figures: {
      label: "Accounts by state",
      flagged: "Flagged",
      flaggedNote: (flagged: number, enabled: number) =>
        enabled === 0 ? "no enabled accounts" : `${formats.percent(flagged / enabled)} of ${n(enabled)} enabled`,
      dormant: "Dormant",
      dormantNote: (cutoff: string | null) => (cutoff ? `not since ${formats.date(cutoff)}` : "once active"),
      neverActive: "Never active",
      neverActiveNote: (threshold: number) => `in more than ${days(threshold)}`,
      active: "Active",
      activeNote: "seen, or new enough",
      notJudged: "Not judged",
      notJudgedNote: (counts: { unknown: number; exempt: number; snoozed: number }) =>
        (
          [
            [counts.unknown, "unknown"],
            [counts.exempt, "exempt"],
            [counts.snoozed, "snoozed"],
          ] as const
        )
          .filter(([count]) => count > 0)
          .map(([count, word]) => `${n(count)}\u00a0${word}`)
          .join(", ") || "nobody set aside",
      disabled: "Disabled",
      disabledNote: "cannot sign in",
    },
    threshold: {
      label: "Inactive for at least",
      field: "Days inactive",
      unit: "days",
      presets: "Usual thresholds",
      tenantDefault: "default",
      tenantDefaultTitle: "Your organisation's own setting",
      more: "One day more",
      fewer: "One day fewer",
      invalid: (min: number, max: number) => `Enter whole days from ${n(min)} to ${n(max)}`,
    },
    table: {
      caption: (threshold: number | undefined) =>
        threshold === undefined ? "Dormant users" : `Users inactive for at least ${days(threshold)}`,
      email: "E-mail",
      name: "Name",
      daysInactive: "Days inactive",
      lastActive: "Last active",
      noEmail: "No e-mail",
      noName: "No name",
      atLeast: "at least; older history is not kept",
      minimum: (value: number) => `${n(value)}+`,
      unknownDays: "—",
      neverSignedIn: "Never signed in",
      accountFrom: (instant: string) => `account from ${formats.date(instant)}`,
      accountStartUnknown: "account start unknown",
      activityUnknown: "Not reported",
      privileged: "Privileged",
      neverActive: "Never active",
      loading: "Loading dormant users…",
      openUser: (name: string) => `Open ${name}`,
    },
    announce: {
      loading: "Loading dormant users",
      results: (from: number, to: number, total: number, threshold: number) =>
        total === 0
          ? `No user has been inactive for ${days(threshold)} or more`
          : `${users(total)} inactive for ${days(threshold)} or more, showing ${n(from)} to ${n(to)}`,
      failed: "Dormant users could not be loaded",
    },
    empty: {
      title: (threshold: number) => `Nobody has been quiet for ${days(threshold)}`,
      body: (enabled: number, threshold: number) =>
        `None of the ${accounts(enabled)} that can sign in has gone ${days(threshold)} or more without activity. There is nothing to clean up at this threshold.`,
      unknown: (count: number) =>
        `${accounts(count)} cannot be judged, because the sources say nothing about activity. They are not listed here.`,
      tryShorter: (threshold: number) => `Look at ${days(threshold)}`,
      noDataTitle: "No accounts have been imported yet",
      noDataBody:
        "The list appears after the first import from your identity provider. If an import has run already, ask whoever looks after it to check its report.",
    },
  };
}

export type ListMessages = ReturnType<typeof createListMessages>;
