import type { Demo } from "../support/demo.ts";

/** A host in which the dashboard is walked through. */
export interface HostPage {
  readonly name: string;
  readonly address: (demo: Demo) => string;
  /** A tenant of its own: what is decided in one host is not in the way of another. */
  readonly tenant: RegExp;
  /** Has axe judge it in every engine; what is the host's own is judged where the hosts are tested. */
  readonly judged: boolean;
}

const PATH = "/profile360/dormant-users";

export const VITE_HOST: HostPage = {
  name: "vite-host",
  address: ({ origin }) => `${origin}${PATH}`,
  tenant: /northwind/i,
  judged: true,
};

export const WEBPACK_HOST: HostPage = {
  name: "webpack-host",
  address: ({ webpackOrigin }) => `${webpackOrigin}${PATH}`,
  tenant: /halden/i,
  judged: false,
};
