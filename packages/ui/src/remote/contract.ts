// The whole of what a host may rely on. Imports nothing but React's types, so that its .d.ts stands alone.
import type { ComponentType } from "react";

/**
 * Version of this contract. It grows by one when a host written for the version before would break;
 * additions do not count. A host compares it with the versions it knows before it renders anything.
 */
export const REMOTE_CONTRACT_VERSION = 1;

/** With `forceRefresh` the host must fetch a new token: the API refused the last one. */
export type GetAccessToken = (options?: { forceRefresh?: boolean }) => Promise<string>;

/** A page of the host's that the remote wants to open. New kinds may come: ignore those you do not know. */
export type NavigationTarget = { readonly kind: "user"; readonly userId: string; readonly externalId: string };

/** For analytics. Holds no name, e-mail or id of a person. New types may come: ignore those you do not know. */
export type RemoteEvent = { readonly type: string; readonly [field: string]: string | number | undefined };

/** The query string, for a host whose router must know of every change. All our keys in it begin with `du_`. */
export interface PageUrl {
  /** The present query string, with or without its `?`. */
  readonly search: () => string;
  readonly navigate: (search: string, how: "push" | "replace") => void;
  /** Calls back on every change, the remote's own included. Returns the end of it. */
  readonly subscribe: (onChange: () => void) => () => void;
}

export interface DormantUsersRemoteProps {
  /** Origin of the API, such as `https://api.example.com`. */
  readonly apiBase: string;
  readonly getAccessToken: GetAccessToken;
  /**
   * Any text that changes when the signed-in tenant does; keeps cached answers apart. Never sent anywhere:
   * the API reads the tenant from the token.
   */
  readonly tenant?: string;
  /** BCP 47; the browser's own where absent. */
  readonly locale?: string;
  /** IANA name; the browser's own where absent. */
  readonly timeZone?: string;
  /**
   * A MUI theme, or the options of one, for hosts that do not put theirs in MUI's context. Where it is absent
   * the theme around the component is used.
   */
  readonly theme?: object;
  /** Level of the page's title in the host's outline; 2 where absent. */
  readonly titleLevel?: 1 | 2 | 3;
  /** Keep it the same object for as long as the page is up. Absent: the address bar is read and written directly. */
  readonly pageUrl?: PageUrl;
  /** The way from a user, in the table or in their details, to the host's own page of them. Absent: none is offered. */
  readonly onNavigate?: (target: NavigationTarget) => void;
  readonly onEvent?: (event: RemoteEvent) => void;
}

export interface DormantUserDetailModalProps extends DormantUsersRemoteProps {
  /** A `user_id` of the API. */
  readonly userId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The list it was opened from, as `user_id`s in its order: what "next" and "previous" mean. */
  readonly siblings?: readonly string[];
  /** Another user is shown now. Pass it back as `userId`, or leave it: the dialog finds its way alone. */
  readonly onUserChange?: (userId: string) => void;
  /** The address at which the host opens this user again; absent: no link is offered to copy. */
  readonly linkOf?: (userId: string) => string;
}

export type DormantUserDetailModalComponent = ComponentType<DormantUserDetailModalProps>;

export type DormantUsersRemoteComponent = ComponentType<DormantUsersRemoteProps>;

/** One page that the remote adds to the host's Profile360 section. */
export interface Profile360Route {
  /** Stable; for the host's own settings and analytics. */
  readonly id: string;
  /** Below the section's own path, without a leading slash. */
  readonly path: string;
  /** English; `labels` holds it by language. */
  readonly label: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly description: string;
  /** A name from Material Icons. A host without that set chooses its own picture. */
  readonly icon: string;
  /** Scopes the token must hold for the page to be of use. */
  readonly requiredScopes: readonly string[];
  /** Place among the section's pages, smallest first. */
  readonly order: number;
  /** Loads the page. Rejects where the remote cannot be reached. */
  readonly load: () => Promise<{ default: DormantUsersRemoteComponent }>;
}

export interface Profile360Section {
  readonly contractVersion: number;
  readonly routes: readonly Profile360Route[];
}

/** What `mount` of the standalone container hands back. */
export interface MountHandle {
  update(props: Partial<StandaloneProps>): void;
  unmount(): void;
}

export interface StandaloneProps extends DormantUsersRemoteProps {
  /** Nonce of the host's content security policy, put on every style this makes. */
  readonly nonce?: string;
}

/** Renders the page with its own React into any element or shadow root: for hosts of any framework, or none. */
export type Mount = (target: HTMLElement | ShadowRoot, props: StandaloneProps) => MountHandle;
