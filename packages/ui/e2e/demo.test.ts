import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumLaunchOptions } from "../../../scripts/chromium.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const root = join(import.meta.dirname, "../../..");
const FOLDER = join(root, "artifacts/screens/demo");
let demo: ChildProcess;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  demo = spawn(process.execPath, ["scripts/demo.ts"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  origin = await hostAddress(demo);
  browser = await chromium.launch(await chromiumLaunchOptions());
}, 120_000);

afterAll(async () => {
  await browser?.close();
  const ended = new Promise((done) => demo.once("exit", done));
  if (demo.exitCode === null && demo.kill("SIGINT")) await ended;
});

/** The demo's last line is the host page's address, and comes when the page answers. */
function hostAddress(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const [, address] = /^(http:\/\/localhost:\d+)\/\n$/m.exec(said) ?? [];
      if (address) done(address);
    });
    child.once("exit", (code) => fail(new Error(`the demo ended with ${code} before it gave an address:\n${said}`)));
  });
}

test.each(["desktop", "phone"] as const)(
  "the demo on a %s: sign in, threshold, sort, fault and back, empty",
  async (size) => {
    const trustx = await TrustXPage.open(browser, { origin, size });
    await trustx.signIn(/northwind/i);
    await trustx.rowsShown();
    await trustx.page.screenshot({ path: join(FOLDER, `dormant-users.${size}.png`) });
    const atDefault = await trustx.range.textContent();

    await trustx.setThreshold(90);
    await trustx.rowsShown();
    expect(await trustx.range.textContent()).not.toBe(atDefault);

    await trustx.sortBy("Days inactive", "ascending");
    const ages = (await trustx.column("days")).map((text) => Number(text.replace(/\D/g, "")));
    expect(ages.length).toBeGreaterThan(1);
    expect(ages[0]).toBeGreaterThanOrEqual(90);
    expect(ages).toEqual([...ages].sort((a, b) => a - b));

    await trustx.page.route("**/profile360/insights/**", (route) => route.abort());
    await trustx.page.getByRole("columnheader", { name: "Will return" }).getByRole("button").click();
    await trustx.page.getByText("The service cannot be reached").waitFor();
    await trustx.page.unroute("**/profile360/insights/**");
    await trustx.button("Retry").click();
    await trustx.page.getByText("The service cannot be reached").waitFor({ state: "detached" });

    await trustx.setThreshold(3650);
    await trustx.page.getByText("Nobody has been quiet for 3,650 days").waitFor();
    expect(trustx.complaints).toEqual([]);
    await trustx.close();
  },
);
