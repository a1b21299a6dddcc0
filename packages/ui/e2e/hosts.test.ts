import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveExampleHost } from "../../../scripts/example-hosts.ts";
import { findViolations } from "./support/axe.ts";
import { type FailingRemote, type RemoteFailure, startFailingRemote } from "./support/failing-remote.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { chartsDrawn } from "./support/trustx-page.ts";

const SCREENS = join(import.meta.dirname, "../../../artifacts/screens/hosts");
const FAILURES = ["missing", "refused", "hanging", "of another contract version"] as const satisfies RemoteFailure[];
/** More than any host waits for the remote. */
const LONGER_THAN_PATIENCE_MS = 20_000;

const HOSTS = [
  {
    name: "the Vite host on React 19",
    example: "trustx-host",
    entry: "remote/mf-manifest.json",
    path: "/profile360/dormant-users",
    primary: "rgb(0, 105, 107)",
    message: "This page is unavailable right now",
    async ownPartsWork(page: Page) {
      const menu = page.getByRole("navigation", { name: "Main" });
      await menu.getByRole("link", { name: "Access", exact: true }).click();
      await page.getByRole("heading", { name: "Access" }).waitFor();
      await menu.getByRole("link", { name: "Overview" }).click();
      await page.getByRole("heading", { name: "Profile360" }).waitFor();
    },
    async comeBack(page: Page) {
      await page.goBack();
      await page.goBack();
    },
  },
  {
    name: "the plain page",
    example: "plain-page",
    entry: "standalone/remoteEntry.js",
    path: "/",
    primary: "rgb(57, 73, 171)",
    message: "Dormant users are unavailable right now",
    async ownPartsWork(page: Page) {
      await page.getByRole("heading", { name: "Plain page" }).waitFor();
      await page.getByText("Signed in to northwind").waitFor();
    },
    async comeBack() {},
  },
  {
    name: "the webpack host on React 18",
    example: "profile360-webpack",
    entry: "standalone/remoteEntry.js",
    path: "/profile360/dormant-users",
    primary: "rgb(91, 42, 134)",
    message: "This page is unavailable right now",
    async ownPartsWork(page: Page) {
      const menu = page.getByRole("navigation", { name: "Profile360" });
      await menu.getByRole("link", { name: "Users", exact: true }).click();
      await page.getByRole("table", { name: "Users" }).getByText("Amara Okafor").waitFor();
      await menu.getByRole("link", { name: "Settings" }).click();
      const weekly = page.getByRole("checkbox", { name: "Send me a summary every Monday" });
      await weekly.uncheck();
      await menu.getByRole("link", { name: "Overview" }).click();
      await page.getByRole("button", { name: "Open users" }).waitFor();
    },
    async comeBack(page: Page) {
      await page.getByRole("link", { name: "Dormant users" }).click();
    },
  },
] as const;

/** In the page; a host may offer it in its menu as well. */
const tryAgain = (page: Page) => page.getByRole("button", { name: "Try again" }).last();

let stack: Stack;
let failing: FailingRemote;
beforeAll(async () => {
  mkdirSync(SCREENS, { recursive: true });
  [stack, failing] = await Promise.all([startStack(), startFailingRemote()]);
});
afterAll(() => Promise.all([stack.close(), failing.close()]));

describe.each(HOSTS)("$name", (host) => {
  const working = () => stack.remote.origin;

  test("shows the dashboard in its own colours, and one user's details, and passes axe", async () => {
    await using opened = await open(working());
    const { page } = opened;
    await page.locator("tr[data-user-id]").first().waitFor();
    await chartsDrawn(page);
    expect(await page.getByRole("heading", { name: "Dormant users" }).first().isVisible()).toBe(true);
    expect(await findViolations(page)).toEqual([]);
    await page.screenshot({ path: join(SCREENS, `${host.example}.png`) });
    const primary = await page.getByRole("button", { name: "Export" }).evaluate((it) => getComputedStyle(it).color);
    expect(primary).toBe(host.primary);
    await page
      .getByRole("button", { name: /^View details/ })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await host.ownPartsWork(page);
    expect(opened.complaints).toEqual([]);
  });

  test.each(FAILURES)("goes on working while the remote is %s, and says so calmly", async (failure) => {
    await using opened = await open(failing.base(failure), { clock: failure === "hanging" });
    const { page } = opened;
    if (failure === "hanging") {
      await host.ownPartsWork(page);
      await host.comeBack(page);
      await page.clock.fastForward(LONGER_THAN_PATIENCE_MS);
    }
    await page.getByRole("heading", { name: host.message }).waitFor();
    expect(await tryAgain(page).isVisible()).toBe(true);
    // For the engineer, on the page or in the console: nothing but the version keeps this one off.
    const told = [...opened.warnings, await page.locator("body").textContent()].join("\n");
    expect(/ version 2\b/.test(told)).toBe(failure === "of another contract version");
    await host.ownPartsWork(page);
    expect(opened.complaints).toEqual([]);
  });

  test("shows the dashboard on a new try once the remote is back", async () => {
    await using opened = await open(working(), { offAtFirst: true });
    const { page } = opened;
    await page.getByRole("heading", { name: host.message }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.unroute(`**/${host.entry}*`);
    await tryAgain(page).click();
    await page.locator("tr[data-user-id]").first().waitFor();
    expect(await page.getByRole("heading", { name: host.message }).count()).toBe(0);
    expect(opened.complaints).toEqual([]);
  });

  /** Served with the remote at this address, signed in, on the page of dormant users. */
  async function open(remoteBase: string, how: { clock?: boolean; offAtFirst?: boolean } = {}) {
    const site = await serveExampleHost(host.example, { apiBase: stack.apiOrigin, remoteBase });
    const page = await stack.browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    const complaints: string[] = [];
    const warnings: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
    if (how.clock) await page.clock.install();
    if (how.offAtFirst) await page.route(`**/${host.entry}*`, (route) => route.abort());
    await page.goto(`${site.origin}${host.path}`);
    await page.getByRole("button", { name: /northwind/i }).click();
    return {
      page,
      complaints,
      warnings,
      async [Symbol.asyncDispose]() {
        await page.close();
        await site.close();
      },
    };
  }
});
