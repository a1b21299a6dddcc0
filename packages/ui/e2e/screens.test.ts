import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findViolations } from "./support/axe.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const FOLDER = join(import.meta.dirname, "../../../artifacts/screens/host");
let stack: Stack;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  stack = await startStack();
});
afterAll(() => stack.close());

const LOOKS = (["desktop", "phone"] as const).flatMap((size) =>
  (["light", "dark"] as const).map((scheme) => ({ size, scheme })),
);

test.each(LOOKS)("on a $size in $scheme colours the host page is accessible and fits", async ({ size, scheme }) => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, size, scheme });
  const shoot = (name: string) => trustx.page.screenshot({ path: join(FOLDER, `${name}.${scheme}.${size}.png`) });
  await trustx.page.goto(stack.host.origin);
  await trustx.button("Northwind").waitFor();
  await shoot("sign-in");
  await trustx.button("Northwind").click();
  await trustx.rowsShown();
  // On a phone somebody opens the charts, and means to move what is below them.
  await (size === "phone" ? trustx.figuresShown() : trustx.chartsShown());
  expect(await trustx.layoutShift()).toBeLessThan(0.02);
  await trustx.chartsShown();
  await shoot("dormant-users");
  expect(await trustx.overflow()).toBeLessThanOrEqual(0);
  expect(await findViolations(trustx.page)).toEqual([]);
  await trustx.page.route(`${stack.remote.origin}/**`, (route) => route.abort());
  await trustx.page.route("**/profile360/insights/**", (route) => route.abort());
  await trustx.button("Never active").click();
  await trustx.button("Retry").waitFor();
  await shoot("api-down");
  await trustx.page.reload();
  await trustx.button("Northwind").click();
  await trustx.page.getByRole("heading", { name: "This page is unavailable right now" }).waitFor();
  await shoot("remote-missing");
  expect(await findViolations(trustx.page)).toEqual([]);
  await trustx.close();
});
