import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findCutText, findUnreachable } from "./support/layout.ts";
import { openPart, PARTS } from "./support/parts.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const SCREENS = join(import.meta.dirname, "../../../artifacts/screens/zoom");

/** A window of 1440 by 900 whose page is shown twice as large. */
const DOUBLED = { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 };

let stack: Stack;
beforeAll(async () => {
  mkdirSync(SCREENS, { recursive: true });
  stack = await startStack();
});
afterAll(() => stack.close());

test.each(PARTS)("at 200 % nothing of the %s is cut off or out of reach", async (part) => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, browsing: DOUBLED });
  await openPart(trustx, part);
  await trustx.page.screenshot({ path: join(SCREENS, `${part.replaceAll(/\W+/g, "-")}.png`) });
  expect(await trustx.overflow()).toBeLessThanOrEqual(0);
  expect(await findCutText(trustx.page)).toEqual([]);
  expect(await findUnreachable(trustx.page)).toEqual([]);
  await trustx.close();
});
