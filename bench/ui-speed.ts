// How quick the dashboard feels beside two plain pages over the same API: a MUI X DataGrid and a react-admin list. Production
// builds, the real API over a real PostgreSQL with 10,000 dormant users, Chromium slowed four times. Usage:
//   DATABASE_URL=postgres://… node bench/ui-speed.ts [--rounds 5] [--pages dashboard,data-grid,react-admin] [--json] [--check]
// Builds what it needs where sources changed; the tenant is made the first time and kept. Each round takes every page once, in
// turn: three opens, each filter, and the same hand at work. --check ends with exit code 1 where a limit is broken; without it
// the figures alone tell, because a busy machine breaks limits too.
//
// "Mount" is the moment at which the host, with the page's code loaded, gives React the exposed component to render: all that the
// component does counts, asking for its rows included; how the host loads it does not. "Click" is the press on the menu's entry
// before that, with the loading of the code. The static files are in the browser's cache then. Every end is a paint: the task
// after the frame in which the right user stands in the first row, or all three charts have their drawings.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "../scripts/chromium.ts";
import { serveExampleHost } from "../scripts/example-hosts.ts";
import { serveStatic } from "../scripts/serve-static.ts";
import { openBenchApi } from "./ui-speed/bench-api.ts";
import type { PageFigures } from "./ui-speed/measure-page.ts";
import { measurePage } from "./ui-speed/measure-page.ts";
import { adminPage, expectedRows, gridPage, ourPage } from "./ui-speed/pages.ts";
import { glance, printReport, summarize } from "./ui-speed/report.ts";
import { keptTenant, TENANT } from "./ui-speed/speed-tenant.ts";
import { startBff } from "./ui-speed/start-bff.ts";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    pages: { type: "string", default: "dashboard,data-grid,react-admin" },
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  },
});
const say = (text: string): boolean => process.stderr.write(`[ui-speed] ${text}\n`);
/** What the example host makes of a tenant's id. */
const TENANT_NAME = "Bench Ui Speed";

await build("scripts/build-ui.ts", ["--if-changed"], root);
await build("node_modules/vite/bin/vite.js", ["build", "--logLevel", "warn"], join(root, "bench/ui-peers"));
const bff = await startBff(await keptTenant(say));
const remote = await serveStatic({ root: join(root, "packages/ui/dist") });
const host = await serveExampleHost("trustx-host", { apiBase: bff.origin, remoteBase: remote.origin });
const peers = await serveStatic({
  root: join(root, "bench/ui-peers/dist/site"),
  documents: { "/config.json": { apiBase: bff.origin, tenant: TENANT } },
});
const browser = await chromium.launch(await chromiumLaunchOptions());
try {
  const api = await openBenchApi(bff.origin, TENANT);
  const wanted = values.pages.split(",");
  const subjects = [
    { page: ourPage(TENANT_NAME), origin: host.origin },
    { page: gridPage(), origin: peers.origin },
    { page: adminPage(), origin: peers.origin },
  ].filter(({ page }) => wanted.includes(page.name));
  const figures = new Map<string, PageFigures[]>(subjects.map(({ page }) => [page.name, []]));
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const { page, origin } of subjects) {
      say(`round ${round}: ${page.name}`);
      await api.forgetAnswers();
      const expected = await expectedRows(api, page);
      await api.forgetAnswers();
      const turn = await measurePage(browser, origin, page, expected);
      figures.get(page.name)?.push(turn);
      say(`${page.name}: ${glance(turn)}`);
    }
  }
  const report = summarize(figures);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ ...report, turns: Object.fromEntries(figures) }, null, 2)}\n`);
  else printReport(report, figures);
  if (values.check && report.broken.length > 0) process.exitCode = 1;
} finally {
  await browser.close();
  await Promise.all([host.close(), peers.close(), remote.close(), bff.close()]);
}

function build(script: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ["ignore", 2, 2] });
    child
      .on("error", fail)
      .on("exit", (code) => (code === 0 ? done() : fail(new Error(`${script} ended with ${code}`))));
  });
}
