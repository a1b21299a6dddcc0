// npm run demo: the product on this machine, with sample tenants, in a host page. Ctrl-C ends it and leaves nothing behind.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createServices } from "../packages/bff/src/composition/create-services.ts";
import { loadConfig } from "../packages/bff/src/config/load-config.ts";
import { createApp } from "../packages/bff/src/http/app.ts";
import { docsPage, findDocsScript } from "../packages/bff/src/http/docs-page.ts";
import { productRoutes } from "../packages/bff/src/http/product-routes.ts";
import { startServer } from "../packages/bff/src/http/start-server.ts";
import { installSamples } from "../packages/bff/src/samples/install-samples.ts";
import { serveStatic } from "./serve-static.ts";

const HELP = `npm run demo [-- options]

Three sample tenants in an embedded database, the API, and a TrustX host page that mounts the built remote.

  --port N       port of the host page (default: a free one)
  --keep DIR     keep the database in DIR instead of a temporary folder; DIR must not hold one yet
  --help         this text
`;

const root = join(import.meta.dirname, "..");
const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    keep: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const say = (text: string): boolean => process.stderr.write(`[demo] ${text}\n`);

/** Everything that was opened, to be closed in reverse. */
const closers: (() => unknown)[] = [];
let stopping: Promise<void> | undefined;
const stop = (): Promise<void> => {
  stopping ??= (async () => {
    for (const close of closers.toReversed()) await close();
  })();
  return stopping;
};
// One Ctrl-C may arrive twice, once from the terminal and once from npm.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop().then(() => process.exit(0)));

/** Builds what the browser loads, unless the last build is of these very sources. */
async function buildUi(): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ["scripts/build-ui.ts", "--if-changed"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
    closers.push(() => child.kill());
    child.on("error", reject).on("exit", resolve);
  });
  if (code !== 0) throw new Error("the build failed; what it said stands above");
}

async function startApi(): Promise<string> {
  const dataDir = options.keep ?? mkdtempSync(join(tmpdir(), "dormant-demo-"));
  if (options.keep === undefined) closers.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const config = { ...loadConfig({ dataDir, port: 0 }), databaseUrl: undefined };
  say("making the database and three sample tenants");
  const services = await createServices({ ...config, logLevel: "warn" });
  closers.push(() => services.close());
  await services.database.admin.preparePlatform();
  await installSamples(services.database, Date.now(), ({ tenantId, title }, { users }) =>
    say(`${tenantId}: ${users} accounts (${title})`),
  );
  const script = findDocsScript();
  const server = await startServer(
    createApp(services, { routes: productRoutes(services), docs: script && docsPage(script) }),
    config,
  );
  closers.push(() => server.stop());
  return server.url.replace("127.0.0.1", "localhost");
}

try {
  const [api] = await Promise.all([startApi(), buildUi()]);
  const remote = await serveStatic({ root: join(root, "packages/ui/dist"), host: "localhost" });
  closers.push(() => remote.close());
  const host = await serveStatic({
    root: join(root, "examples/trustx-host/dist/site"),
    host: "localhost",
    port: Number(options.port),
    spaFallback: true,
    documents: {
      "/config.json": { apiBase: api, devIssuer: api, remoteEntry: `${remote.origin}/remote/mf-manifest.json` },
    },
  });
  closers.push(() => host.close());
  process.stdout.write(`API on ${api}, its documentation on ${api}/docs\n`);
  process.stdout.write("Sign in on the page as northwind, halden or brightleaf; no password. Ctrl-C ends the demo.\n");
  process.stdout.write(`${host.origin}/\n`);
} catch (error) {
  if (stopping === undefined) say(error instanceof Error ? error.message : String(error));
  await stop();
  process.exit(1);
}
