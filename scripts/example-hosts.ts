import { join } from "node:path";
import { type StaticServer, serveStatic } from "./serve-static.ts";

const root = join(import.meta.dirname, "..");

/** Each with its built folder, the container it mounts, and whether it routes in the browser. */
const HOSTS = {
  "trustx-host": { folder: "examples/trustx-host/dist/site", entry: "remote/mf-manifest.json", spaFallback: true },
  "profile360-webpack": {
    folder: "examples/profile360-webpack/dist/site",
    entry: "standalone/remoteEntry.js",
    spaFallback: true,
  },
  "plain-page": { folder: "examples/plain-page", entry: "standalone/remoteEntry.js", spaFallback: false },
} as const;

export type ExampleHost = keyof typeof HOSTS;

export interface ExampleHostOptions {
  /** Of the API, which gives development tokens too. */
  readonly apiBase: string;
  /** Where both containers lie. */
  readonly remoteBase: string;
  readonly port?: number;
  readonly hostname?: string;
}

/** An example host, served as strictly as a careful company serves its own. */
export function serveExampleHost(name: ExampleHost, options: ExampleHostOptions): Promise<StaticServer> {
  const { apiBase, remoteBase, port = 0, hostname } = options;
  const { folder, entry, spaFallback } = HOSTS[name];
  return serveStatic({
    root: join(root, folder),
    port,
    spaFallback,
    ...(hostname === undefined ? {} : { host: hostname }),
    documents: { "/config.json": { apiBase, devIssuer: apiBase, remoteEntry: `${remoteBase}/${entry}` } },
    policy: contentSecurityPolicy(new URL(remoteBase).origin, new URL(apiBase).origin),
  });
}

/** What a page needs that mounts the remote, and no more: packages/ui/README.md gives the reason for each line. */
function contentSecurityPolicy(remote: string, api: string): (nonce: string) => string {
  return (nonce) =>
    [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}' ${remote}`,
      `style-src 'nonce-${nonce}'`,
      `connect-src 'self' ${remote} ${api}`,
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; ");
}
