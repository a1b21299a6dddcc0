import { afterAll, beforeAll, expect, test } from "vitest";
import { findViolations } from "./support/axe.ts";
import { openPart, PARTS } from "./support/parts.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const SCHEMES = ["light", "dark"] as const;
const LOOKS = PARTS.flatMap((part) => SCHEMES.map((scheme) => ({ part, scheme })));

test.each(LOOKS)("axe finds nothing wrong with the $part in $scheme colours", async ({ part, scheme }) => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, scheme });
  await openPart(trustx, part);
  expect(await findViolations(trustx.page)).toEqual([]);
  expect(trustx.complaints).toEqual([]);
  await trustx.close();
});
