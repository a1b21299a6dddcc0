import type { AccountType, ActivityBasis, DataWarning } from "@dormant-users/shared-types";
import type { ApiError } from "../api-error.ts";
import type { Formats } from "../formats.ts";

type WarningCode = DataWarning["code"];

/** Every word the UI says, in English. Another language is another function of this shape. */
export function createEnglishMessages(formats: Formats) {
  const n = formats.number;
  const days = (count: number) => `${n(count)} ${formats.plural(count) === "one" ? "day" : "days"}`;
  const users = (count: number) => `${n(count)} ${formats.plural(count) === "one" ? "user" : "users"}`;
  const accounts = (count: number) => `${n(count)} ${formats.plural(count) === "one" ? "account" : "accounts"}`;

  return {
    title: "Dormant users",
    days,
    users,
    freshness: {
      dataAsOf: (instant: string) => `Data as of ${formats.dateTime(instant)}`,
      judgedAt: (instant: string) => `judged at ${formats.dateTime(instant)}`,
      noData: "No data has been imported yet",
      loading: "Reading the newest data…",
      unavailable: "Nothing could be read",
    },
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
          .map(([count, word]) => `${n(count)} ${word}`)
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
    accountType: {
      human: null,
      guest: "Guest",
      service: "Service",
      break_glass: "Break-glass",
      shared: "Shared",
      unknown: null,
    } satisfies Record<AccountType, string | null>,
    basis: {
      successful_sign_in: "sign-in",
      non_interactive: "background sign-in",
      app_activity: "app activity",
      attempted_sign_in: "sign-in attempt",
      none: "no activity",
    } satisfies Record<ActivityBasis, string>,
    source: (id: string) => SOURCE_NAMES[id] ?? id,
    pager: {
      label: "Pages of dormant users",
      range: (from: number, to: number, total: number) => `${n(from)}–${n(to)} of ${n(total)}`,
      perPage: "Rows per page",
      first: "First page",
      previous: "Previous page",
      next: "Next page",
      last: "Last page",
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
    warnings: {
      stale_data: "The newest data is older than usual",
      stale_source: "One source has stopped delivering",
      no_activity_data: "A source does not report activity",
      snapshot_held: "An import is held back until someone accepts it",
      no_data: "No data yet",
      as_of_in_future: "The instant asked for lies ahead of the data",
    } satisfies Record<WarningCode, string>,
    warningsLabel: "About this data",
    error: {
      retry: "Retry",
      retrying: "Trying again…",
      requestId: "Request ID",
      copy: "Copy details",
      copied: "Copied",
      staleRows: "These rows are from before; refreshing them failed.",
      title: (error: ApiError) => {
        if (error.kind === "signed_out") return "Your session has ended";
        if (error.kind === "unreachable") return "The service cannot be reached";
        if (error.kind === "timeout") return "The service took too long to answer";
        if (error.kind === "unreadable") return "The service gave an answer this page does not understand";
        if (error.status === 403) return "You do not have access to dormant users";
        return "Dormant users could not be loaded";
      },
      body: (error: ApiError) => {
        if (error.kind === "signed_out") return "Sign in again to go on. Nothing you set here is lost.";
        if (error.kind === "unreachable") return "Check your connection, then try again.";
        if (error.kind === "timeout") return "It may be busy. Try again in a moment.";
        if (error.kind === "unreadable")
          return "This page may be older than the service. Reload it; if that does not help, pass the request ID to support.";
        if (error.status === 403)
          return "Your account lacks the permission insights:read. Ask an administrator of your organisation for it.";
        return error.detail ?? "Try again; if it keeps failing, pass the request ID to support.";
      },
    },
    crash: {
      title: "This part of the page stopped working",
      body: "The rest of the page is not affected.",
      retry: "Start it again",
    },
  };
}

export type Messages = ReturnType<typeof createEnglishMessages>;

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  okta: "Okta",
  entra: "Entra ID",
  google: "Google",
  scim: "SCIM",
  trustx: "TrustX",
};
