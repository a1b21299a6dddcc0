import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chromiumEngine } from "../engines/chromium-engine.ts";
import type { Engine, RunningBrowser, Size } from "../engines/engine.ts";
import { firefoxEngine } from "../engines/firefox-engine.ts";
import { Person } from "../engines/person.ts";
import { webkitEngine } from "../engines/webkit-engine.ts";
import { whatIsMissing } from "../engines/what-is-missing.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { DashboardPage } from "./dashboard-page.ts";

const FOLDER = join(import.meta.dirname, "../../../../artifacts/screens/browsers");

const TENANT = /northwind/i;

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.close());

for (const engine of [chromiumEngine, firefoxEngine, webkitEngine]) {
  const missing = whatIsMissing(engine);
  if (missing === undefined)
    for (const size of engine.sizes) describe(`${engine.name}, ${size}`, () => journeys(engine, size));
  // On a developer's machine a browser may be absent; where it counts it may not.
  else if (process.env.CI) test(engine.name, () => expect.fail(missing));
  else test.skip(`${engine.name} is skipped: ${missing}`);
}

function journeys(engine: Engine, size: Size) {
  let browser: RunningBrowser;
  let person: Person;
  let page: DashboardPage;
  const picture = (name: string) => person.picture(join(FOLDER, engine.name, `${name}.${size}.png`));

  beforeAll(async () => {
    browser = await engine.start(size);
    person = new Person(browser.driver);
    page = new DashboardPage(person, demo.origin);
    await page.open(TENANT);
  });
  afterAll(() => browser?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await picture(`failed ${task.name}`);
  });

  test("signed in, the page says at once how things stand", async () => {
    await page.shown();
    expect(await page.figure("Dormant now")).toMatch(/^\d[\d,]*$/);
    await person.see("heading", "By risk");
    await person.see("heading", "Trend");
    await picture("1-page");
    expect(await person.violations()).toEqual([]);
  });

  test("a filter narrows the list, and stands in the address", async () => {
    const before = await page.total();
    await page.filter("Risk", "Medium");
    await person.until("a shorter list", async () => (await page.total()) < before);
    expect(await browser.driver.getCurrentUrl()).toContain("du_risk=medium");
    await picture("2-filtered");
    await person.press("button", "Clear all");
    await person.until("the whole list", async () => (await page.total()) === before);
  });

  test("a user's details give reasons with the evidence they rest on", async () => {
    await page.openUser(0);
    await person.see("heading", "Why");
    await person.press("button", /^Evidence E\d+: /);
    await person.see("table", "Evidence");
    await picture("3-details");
    expect(await person.violations()).toEqual([]);
    await person.press("button", "Close");
    await person.gone("dialog");
  });

  test("five are decided about at once, and one of them is taken back", async () => {
    await page.filter("Decision", "Not decided");
    await page.shown();
    const chosen = await page.select(5);
    await page.decide("Decide about 5 users", /^Keep/);
    await person.reads("Kept 5 accounts.");
    await picture("4-decided");
    await person.press("button", "Clear all");
    await person.gone("button", "Clear all");
    await page.search(chosen[0] as string);
    await page.openUser(0);
    await person.press("button", "Take back");
    await person.reads("Taken back");
    await person.press("button", "Close");
    await person.gone("dialog");
    await page.search(chosen[1] as string);
    await person.see("button", /^Kept\. /);
    await person.press("button", "Clear all");
  });

  test("an exemption wants a reason, takes the user off the list and is found again", async () => {
    await page.shown();
    const [name] = await page.names();
    await person.press("button", new RegExp(`^(?:[^.]+\\. )?Decide about ${escaped(name as string)}$`));
    await person.press("menuitem", /^Exempt/);
    await person.press("button", "Exempt");
    await person.reads("Write at least 3 characters");
    await person.write("textbox", /^Reason/, "Parental leave until spring");
    await picture("5-exempt");
    await person.press("button", "Exempt");
    await person.reads(`Exempted ${name}.`);
    await person.press("button", /^Exemptions/);
    await person.reads("Parental leave until spring");
    await picture("6-exemptions");
    await person.press("button", "Close");
    await person.gone("dialog");
  });

  test("an analysis is started, watched, and ends", async () => {
    await person.press("button", "Refresh analysis");
    await person.reads("Analysis finished.");
    await picture("7-analysed");
  });

  test("an address brings the same view back", async () => {
    await page.openUser(0);
    await person.see("heading", "Why");
    const address = await browser.driver.getCurrentUrl();
    await page.open(TENANT, address);
    await person.see("heading", "Why");
    await person.key("ESCAPE");
    await person.gone("dialog");
  });

  test("the list is exported as filtered, as a file that opens", async () => {
    const total = await page.total();
    const file = await page.exportCsv();
    const [head, ...lines] = file.trim().split(/\r?\n/);
    expect(head).toMatch(/user_id/);
    expect(lines).toHaveLength(total);
  });
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
