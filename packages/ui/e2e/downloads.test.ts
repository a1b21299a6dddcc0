import { afterAll, beforeAll, expect, test } from "vitest";
import { DOWNLOAD_LIMITS_KB, kilobytes, weighComponents, weighStandalone } from "./support/downloads.ts";
import { type Stack, startStack } from "./support/stack.ts";

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
