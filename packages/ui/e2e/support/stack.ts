import { join } from "node:path";
import { type Browser, chromium } from "playwright";
import { chromiumLaunchOptions } from "../../../../scripts/chromium.ts";
import { serveExampleHost } from "../../../../scripts/example-hosts.ts";
import { type StaticServer, serveStatic } from "../../../../scripts/serve-static.ts";
import { startApiServer } from "./api-server.ts";

const root = join(import.meta.dirname, "../../../..");

export interface Stack {
  readonly browser: Browser;
  readonly apiOrigin: string;
  readonly host: StaticServer;
  readonly remote: StaticServer;
  close(): Promise<void>;
}

/**
 * The built host and the built remote on ports of their own, an API, and a browser.
 * `DORMANT_E2E_API` names a running BFF with a development issuer; without it the contract's mocks answer.
 */
export async function startStack(): Promise<Stack> {
  const given = process.env.DORMANT_E2E_API;
  const api = given ? { origin: given, close: async () => {} } : await startApiServer();
  const remote = await serveStatic({ root: join(root, "packages/ui/dist") });
  const host = await serveExampleHost("trustx-host", { apiBase: api.origin, remoteBase: remote.origin });
  const browser = await chromium.launch(await chromiumLaunchOptions());
  return {
    browser,
    apiOrigin: api.origin,
    host,
    remote,
    async close() {
      await browser.close();
      await Promise.all([host.close(), remote.close(), api.close()]);
    },
  };
}
