import { afterAll, beforeAll, expect, test } from "vitest";
import { DOWNLOAD_LIMITS_KB, kilobytes, weighComponents, weighStandalone } from "./support/downloads.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

test("a React 19 host downloads no more of the components than agreed", async () => {
  const { rows, charts } = await weighComponents(stack);
  expect(kilobytes(rows)).toBeLessThan(DOWNLOAD_LIMITS_KB.rows);
  expect(kilobytes(charts)).toBeLessThan(DOWNLOAD_LIMITS_KB.charts);
});

test("a page that brings nothing downloads no more of the standalone remote than agreed", async () => {
  const { charts } = await weighStandalone(stack);
  expect(kilobytes(charts)).toBeLessThan(DOWNLOAD_LIMITS_KB.standaloneCharts);
});

test("what buttons open is fetched when the pointer comes to one, and not before", async () => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin });
  const late = new Set<string>();
  trustx.page.on("request", (request) => {
    const [, part] = /(DormantUserDetailModal|MenuPopup|DecisionDialog)-[^/]+\.js$/.exec(request.url()) ?? [];
    if (part) late.add(part);
  });
  await trustx.signIn();
  await trustx.rowsShown();
  await trustx.chartsShown();
  expect([...late]).toEqual([]);
  await trustx.button("Export").hover();
  await expect.poll(() => late.size).toBe(3);
  await trustx.close();
});
