import type { AccountType, ActivityBasis, DataWarning } from "@dormant-users/shared-types";
import type { ApiError } from "../../api-error.ts";
import type { Formats } from "../../formats.ts";
import { createEnglishCounts } from "./counts.ts";

type WarningCode = DataWarning["code"];

/** What every part of the UI says. */
export function createSharedMessages(formats: Formats) {
  const n = formats.number;
  const { days } = createEnglishCounts(formats);

  return {
    days,
    dismiss: "Dismiss",
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
    source: sourceName,
    warnings: {
      stale_data: "The newest data is older than usual",
      stale_source: "One source has stopped delivering",
      no_activity_data: "A source does not report activity",
      snapshot_held: "An import is held back until someone accepts it",
      no_data: "No data yet",
      as_of_in_future: "The instant asked for lies ahead of the data",
    } satisfies Record<WarningCode, string>,
    /** Undefined where the server's own sentence has to do. */
    warningDetail: ({ code, source, data_as_of }: DataWarning): string | undefined => {
      const at = data_as_of && formats.dateTime(data_as_of);
      const name = source && sourceName(source);
      if (code === "no_data") return "Connect an integration, or import an export of one.";
      if (code === "stale_data" && at)
        return `It is from ${at}. Check the integrations: ages are counted up to the data, not up to today.`;
      if (code === "stale_source" && name && at)
        return `${name} last delivered ${at}; its users are judged as of then.`;
      if (code === "no_activity_data" && name)
        return `${name} reports no sign-ins: users known only there are unknown, not dormant.`;
      if (code === "as_of_in_future" && at) return `Nothing is known after ${at}; the page speaks of that instant.`;
      if (code === "snapshot_held" && at) {
        const whose = name ? `${name}’s import` : "the import";
        return `What is shown is without ${whose} of ${at}. Whoever looks after the imports can check it, and accept it.`;
      }
      return undefined;
    },
    warningsLabel: "About this data",
    error: {
      retry: "Retry",
      retrying: "Trying again…",
      requestId: "Request ID",
      copy: "Copy details",
      copied: "Copied",
      staleRows: "These rows are from before; refreshing them failed.",
      /** @param failed what could not be done; the list where absent */
      title: (error: ApiError, failed?: string): string => {
        if (error.kind === "signed_out") return "Your session has ended";
        if (error.kind === "unreachable") return "The service cannot be reached";
        if (error.kind === "timeout") return "The service took too long to answer";
        if (error.kind === "unreadable") return "The service gave an answer this page does not understand";
        if (error.status === 403) return "You do not have access to dormant users";
        return failed ?? "Dormant users could not be loaded";
      },
      body: (error: ApiError): string => {
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
    freshness: {
      dataAsOf: (instant: string) => `Data as of ${formats.dateTime(instant)}`,
      judgedAt: (instant: string) => `judged at ${formats.dateTime(instant)}`,
      noData: "No data has been imported yet",
      loading: "Reading the newest data…",
      unavailable: "Nothing could be read",
    },
    chart: {
      asTable: (title: string) => `Show ${title} as a table`,
      asChart: (title: string) => `Show ${title} as a chart`,
    },
    pager: {
      label: "Pages of dormant users",
      range: (from: number, to: number, total: number) => `${n(from)}–${n(to)} of ${n(total)}`,
      perPage: "Rows per page",
      first: "First page",
      previous: "Previous page",
      next: "Next page",
      last: "Last page",
    },
  };
}

export type SharedMessages = ReturnType<typeof createSharedMessages>;

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  okta: "Okta",
  entra: "Entra ID",
  google: "Google",
  scim: "SCIM",
  trustx: "TrustX",
};

/** Products are called the same in every language; an integration of the tenant's own goes by its id. */
export function sourceName(id: string): string {
  return SOURCE_NAMES[id] ?? id;
}
