import type { UserId } from "@dormant-users/shared-types";
import { createContext, type ReactNode, useContext } from "react";
import type { ApiClient } from "./api-client.ts";
import type { Formats } from "./formats.ts";
import type { Messages } from "./messages/en/index.ts";
import type { PageUrl } from "./url-state.ts";

/** A user of the tenant, as a host needs it to open its own page about them. */
export interface UserTarget {
  readonly kind: "user";
  readonly userId: string;
  readonly externalId: string;
}

/** What a list gives to whatever shows one of its users above it. */
export interface OpenUser {
  readonly userId: UserId;
  /** The users around it, in the list's order: what "next" and "previous" mean. */
  readonly siblings: readonly UserId[];
  readonly onNavigate: (userId: UserId) => void;
  /** The list takes the focus back by itself. */
  readonly onClose: () => void;
}
export type RenderOpenUser = (user: OpenUser) => ReactNode;

/** What the page did, for the host's analytics. Never holds a name, an e-mail or an id of a person. */
export type InsightsEvent =
  | { readonly type: "list_shown"; readonly total: number; readonly inactiveDays: number }
  | { readonly type: "threshold_changed"; readonly inactiveDays: number }
  | { readonly type: "sort_changed"; readonly sort: string; readonly order: "asc" | "desc" }
  | { readonly type: "page_changed"; readonly page: number; readonly pageSize: number }
  | { readonly type: "refreshed" | "run_started" }
  | { readonly type: "run_ended"; readonly status: string }
  | { readonly type: "exported"; readonly format: string }
  | { readonly type: "user_opened" }
  | { readonly type: "decided" | "decision_undone"; readonly kind: string; readonly count: number }
  | { readonly type: "reviewed"; readonly agrees: 0 | 1 }
  | { readonly type: "analysis_started" }
  | { readonly type: "request_failed"; readonly kind: string; readonly status?: number; readonly requestId?: string }
  | { readonly type: "crashed" };

/** What asks the API, and for whom: all that there is before there are words. */
export interface Asking {
  readonly client: ApiClient;
  /** Keeps one tenant's cached answers from another's. Never sent: the server reads the tenant from the token. */
  readonly tenant: string;
  /** Where the view is kept, so that a link leads back to it. */
  readonly url: PageUrl;
  /** Absent where the host has no page to go to. */
  readonly onNavigate?: (target: UserTarget) => void;
  readonly onEvent: (event: InsightsEvent) => void;
}

/** What every part of the UI stands on. Made once by whoever mounts it: a host's remote, a story or a test. */
export interface Insights extends Asking {
  readonly formats: Formats;
  readonly messages: Messages;
  /** The language of the messages, as a BCP 47 tag. Not the formats' locale where that has no words of its own. */
  readonly lang: string;
}

const InsightsContext = createContext<Insights | undefined>(undefined);

export function InsightsProvider({ value, children }: { value: Insights; children: ReactNode }) {
  return <InsightsContext value={value}>{children}</InsightsContext>;
}

/** @throws {Error} outside an `InsightsProvider`. */
export function useInsights(): Insights {
  const insights = useContext(InsightsContext);
  if (!insights) throw new Error("useInsights must stand inside InsightsProvider");
  return insights;
}
