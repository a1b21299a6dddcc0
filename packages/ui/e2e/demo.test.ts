import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumLaunchOptions } from "../../../scripts/chromium.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const root = join(import.meta.dirname, "../../..");
const LIST = "**/profile360/insights/dormant-users*";

let demo: ChildProcess;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  demo = spawn(process.execPath, ["scripts/demo.ts"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  [origin, browser] = await Promise.all([addressOf(demo), chromium.launch(await chromiumLaunchOptions())]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  if (demo.exitCode === null) demo.kill("SIGKILL");
});

/** The page's address stands alone on the last line. */
async function addressOf(process: ChildProcess): Promise<string> {
  if (process.stdout === null) throw new Error("the demo has no output to read");
  for await (const line of createInterface({ input: process.stdout })) {
    const [, address] = /^(http:\/\/localhost:\d+)\/$/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error("the demo ended without an address");
}

test("the demo's page shows real data of the real API: sign in, threshold, order, error, empty", async () => {
  const trustx = await TrustXPage.open(browser, { origin });
  const answers: { total: number; inactive_days: number }[] = [];
  trustx.page.on("response", async (response) => {
    if (response.ok() && response.url().includes("/dormant-users?")) answers.push(await response.json());
  });
  await trustx.signIn("Northwind");
  await trustx.rowsShown();
  expect(await trustx.column("email")).toContainEqual(expect.stringMatching(/@northwind\.example$/));

  await trustx.setThreshold(60);
  await trustx.rowsShown();
  const [atThirty, atSixty] = [30, 60].map(
    (days) => answers.findLast((answer) => answer.inactive_days === days)?.total,
  );
  expect(atSixty).toBeLessThan(atThirty ?? 0);

  await trustx.page.getByRole("columnheader", { name: "Days inactive" }).getByRole("button").click();
  await trustx.rowsShown();
  const ages = (await trustx.column("days")).map(Number);
  expect(ages).toEqual(ages.toSorted((a, b) => a - b));

  await trustx.page.route(LIST, (route) => route.abort());
  await trustx.button("Refresh").click();
  await trustx.page.getByText("The service cannot be reached").waitFor();
  await trustx.page.unroute(LIST);
  await trustx.button("Retry").click();
  await trustx.rowsShown();

  await trustx.threshold.fill("3650");
  await trustx.threshold.press("Enter");
  await trustx.page
    .getByText(/nobody/i)
    .first()
    .waitFor();
  expect(trustx.complaints).toEqual([]);
  await trustx.close();
});

test("Ctrl-C ends it cleanly", async () => {
  demo.kill("SIGINT");
  const [code] = await once(demo, "exit");
  expect(code).toBe(0);
});
