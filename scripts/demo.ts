// npm run demo: the product on this machine, with sample tenants, in host pages. Ctrl-C ends it and leaves nothing behind.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { TenantId } from "@dormant-users/shared-types";
import { createServices } from "../packages/bff/src/composition/create-services.ts";
import type { Services } from "../packages/bff/src/composition/services.ts";
import { loadConfig } from "../packages/bff/src/config/load-config.ts";
import { startRun } from "../packages/bff/src/features/runs/index.ts";
import { createApp } from "../packages/bff/src/http/app.ts";
import { docsPage, findDocsScript } from "../packages/bff/src/http/docs-page.ts";
import { productRoutes } from "../packages/bff/src/http/product-routes.ts";
import { startServer } from "../packages/bff/src/http/start-server.ts";
import { installSamples } from "../packages/bff/src/samples/install-samples.ts";
import type { SampleTenant } from "../packages/bff/src/samples/sample-tenants.ts";
import { startBedrockStandIn } from "../packages/bff/test/bedrock-stand-in/stand-in.ts";
import { type ExampleHost, type ExampleHostOptions, serveExampleHost } from "./example-hosts.ts";
import { type StaticServer, serveStatic } from "./serve-static.ts";

const HELP = `npm run demo [-- options]

Three sample tenants with a past of twelve weeks in an embedded database, analysed, the API, and three host pages
that mount the built remote: by module federation, in a webpack build, and in a page without a build.

  --port N       port of the Vite host's page (default: a free one)
  --bedrock-stand-in
                 have models write the insights: the AWS SDK asks a server on this machine that speaks Bedrock's protocol.
                 Without it the rules write them, whatever the environment says
  --keep DIR     keep the database in DIR instead of a temporary folder; DIR must not hold one yet
  --help         this text
`;

const root = join(import.meta.dirname, "..");
const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    keep: { type: "string" },
    "bedrock-stand-in": { type: "boolean", default: false },
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

/** Settings that name the models; with the stand-in also the AWS variables that lead the SDK to it. */
async function chooseModels(): Promise<NodeJS.ProcessEnv> {
  if (!options["bedrock-stand-in"]) return { DORMANT_EMBEDDER: "local", DORMANT_ANALYST: "rules" };
  const standIn = await startBedrockStandIn();
  closers.push(() => standIn.close());
  for (const [name, value] of Object.entries(standIn.environment)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  say(`models: a stand-in for Bedrock at ${standIn.url}`);
  return { DORMANT_EMBEDDER: "titan-v2", DORMANT_ANALYST: "bedrock" };
}

/** Starts today's analysis of a tenant the way a refresh does. */
async function startAnalysis(services: Services, tenantId: TenantId): Promise<void> {
  const { run } = await startRun(services.database, tenantId, { requestedBy: "demo" });
  await services.jobs?.launch(tenantId, run.id);
}

async function startApi(): Promise<string> {
  const dataDir = options.keep ?? mkdtempSync(join(tmpdir(), "dormant-demo-"));
  if (options.keep === undefined) closers.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const models = await chooseModels();
  const config = { ...loadConfig({ dataDir, port: 0 }, { ...process.env, ...models }), databaseUrl: undefined };
  say("making the database and three sample tenants");
  const services = await createServices({ ...config, logLevel: "warn" });
  closers.push(() => services.close());
  await services.database.admin.preparePlatform();
  const onTenant = ({ tenantId, title }: SampleTenant, { users }: { readonly users: number }) => {
    say(`${tenantId}: ${users} accounts (${title})`);
  };
  for (const tenantId of await installSamples(services, Date.now(), { onTenant })) {
    await startAnalysis(services, tenantId);
  }
  const script = findDocsScript();
  const server = await startServer(
    createApp(services, { routes: productRoutes(services), docs: script && docsPage(script) }),
    config,
  );
  closers.push(() => server.stop());
  return server.url.replace("127.0.0.1", "localhost");
}

async function serveHost(name: ExampleHost, options: ExampleHostOptions): Promise<StaticServer> {
  const host = await serveExampleHost(name, { ...options, hostname: "localhost" });
  closers.push(() => host.close());
  return host;
}

try {
  const [api] = await Promise.all([startApi(), buildUi()]);
  const remote = await serveStatic({ root: join(root, "packages/ui/dist"), host: "localhost" });
  closers.push(() => remote.close());
  const addresses = { apiBase: api, remoteBase: remote.origin };
  const webpackHost = await serveHost("profile360-webpack", addresses);
  const plainPage = await serveHost("plain-page", addresses);
  const host = await serveHost("trustx-host", { ...addresses, port: Number(options.port) });
  process.stdout.write(`API on ${api}, its documentation on ${api}/docs\n`);
  process.stdout.write("Sign in on any page as northwind, halden or brightleaf; no password. Ctrl-C ends the demo.\n");
  process.stdout.write(`Mounted in a plain page without a build: ${plainPage.origin}/\n`);
  process.stdout.write(
    `Mounted in a webpack host, React 18 and MUI 5: ${webpackHost.origin}/profile360/dormant-users\n`,
  );
  process.stdout.write("Mounted in a Vite host by module federation, React 19 and MUI 9:\n");
  process.stdout.write(`${host.origin}/\n`);
} catch (error) {
  if (stopping === undefined) say(inFull(error));
  await stop();
  process.exit(1);
}

/** An error with all that caused it: whoever starts the demo is the one to mend it. */
function inFull(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${inFull(error.cause)}`;
}
