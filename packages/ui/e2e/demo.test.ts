import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumLaunchOptions } from "../../../scripts/chromium.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const FOLDER = join(import.meta.dirname, "../../../artifacts/screens/demo");
let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  demo = await startDemo();
  browser = await chromium.launch(await chromiumLaunchOptions());
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

test.each(["desktop", "phone"] as const)(
  "the demo on a %s: sign in, threshold, sort, fault and back, empty",
  async (size) => {
    const trustx = await TrustXPage.open(browser, { origin: demo.origin, size });
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

test("the demo for whoever may only look: everything is there to read, and nothing to press that would be refused", async () => {
  const trustx = await TrustXPage.open(browser, { origin: demo.origin, size: "desktop" });
  const { page } = trustx;
  await page.route("**/dev/token", (route) =>
    route.continue({ postData: { ...route.request().postDataJSON(), scopes: ["insights:read"] } }),
  );
  await trustx.signIn(/northwind/i);
  await trustx.rowsShown();
  await page.getByText("View only").waitFor();
  expect(await page.getByRole("checkbox").count()).toBe(0);
  expect(await page.getByRole("button", { name: /^(Decide|Refresh analysis)/ }).count()).toBe(0);
  await page
    .getByRole("button", { name: /^View details/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("lacks the permission decisions:write").waitFor();
  expect(await dialog.getByRole("button", { name: /^(Disable|Snooze|Exempt|Analyse)/ }).count()).toBe(0);
  expect(trustx.complaints).toEqual([]);
  await trustx.close();
});
