import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chromiumEngine } from "../engines/chromium-engine.ts";
import type { Engine, RunningBrowser, Size } from "../engines/engine.ts";
import { firefoxEngine } from "../engines/firefox-engine.ts";
import { Person } from "../engines/person.ts";
import { webkitEngine } from "../engines/webkit-engine.ts";
import { whatIsMissing } from "../engines/what-is-missing.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { DashboardPage } from "./dashboard-page.ts";
import { type HostPage, VITE_HOST, WEBPACK_HOST } from "./host-pages.ts";
import * as journeys from "./journeys.ts";

const FOLDER = join(import.meta.dirname, "../../../../artifacts/screens/browsers");

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.close());

for (const engine of [chromiumEngine, firefoxEngine, webkitEngine]) {
  const missing = whatIsMissing(engine);
  if (missing === undefined)
    for (const size of engine.sizes) describe(`${engine.name}, ${size}`, () => inBrowser(engine, size));
  // On a developer's machine a browser may be absent; where it counts it may not.
  else if (process.env.CI) test(engine.name, () => expect.fail(missing));
  else test.skip(`${engine.name} is skipped: ${missing}`);
}

/** Each test begins by opening the page and signing in: none needs another, and none suffers from another's failure. */
function inBrowser(engine: Engine, size: Size) {
  let browser: RunningBrowser | undefined;
  let walker: journeys.Walker;

  const openIn = async (host: HostPage) => {
    browser ??= await engine.start(size);
    const person = new Person(browser.driver);
    const page = new DashboardPage(person, { address: host.address(demo), tenant: host.tenant });
    const folder = join(FOLDER, engine.name, host.name);
    walker = {
      person,
      page,
      async look(name, { closely } = { closely: false }) {
        await person.picture(join(folder, `${name}.${size}.png`));
        if (closely && host.judged) expect(await person.violations()).toEqual([]);
      },
    };
    await page.open();
  };
  const close = async () => {
    const spoilt = browser;
    browser = undefined;
    await spoilt?.close();
  };
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    try {
      await walker.look(`failed ${task.name}`);
    } finally {
      await close();
    }
  });
  afterAll(close);

  describe(VITE_HOST.name, () => {
    beforeEach(() => openIn(VITE_HOST));

    test("signed in, the page says at once how things stand", () => journeys.understand(walker));
    test("a filter narrows the list, and stands in the address", () => journeys.filter(walker));
    test("a user's details give reasons with the evidence they rest on", () => journeys.readEvidence(walker));
    test("five are decided about at once, and one of them is taken back", () => journeys.decideAndTakeBack(walker));
    test("an exemption wants a reason, takes the user off the list and is found again", () => journeys.exempt(walker));
    test("an analysis is started, watched, and ends", () => journeys.analyse(walker));
    test("an address brings the same view back", () => journeys.comeBackByAddress(walker));
    test("the list is exported as filtered, as a file that opens", () => journeys.exportFile(walker));
  });

  // The remote is the same, the host is not: several at a time save opening the page for each.
  describe(WEBPACK_HOST.name, () => {
    beforeEach(() => openIn(WEBPACK_HOST));

    test("how things stand, a filter, a user's details with evidence, and the same view by its address", async () => {
      await journeys.understand(walker);
      await journeys.filter(walker);
      await journeys.readEvidence(walker);
      await journeys.comeBackByAddress(walker);
    });
    test("five are decided about, one of them is taken back, another user is exempted with a reason", async () => {
      await journeys.decideAndTakeBack(walker);
      await journeys.exempt(walker);
    });
    test("an analysis is watched to its end, and the list exported as a file that opens", async () => {
      await journeys.analyse(walker);
      await journeys.exportFile(walker);
    });
  });
}
