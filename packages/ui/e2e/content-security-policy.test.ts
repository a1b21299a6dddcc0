import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExampleHost, serveExampleHost } from "../../../scripts/example-hosts.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { chartsDrawn } from "./support/trustx-page.ts";

/** With the colour that each host gives its buttons: what a page without its styles would not show. */
const HOSTS = [
  { host: "trustx-host", path: "/profile360/dormant-users", primary: "rgb(0, 105, 107)", dark: "rgb(99, 210, 212)" },
  { host: "profile360-webpack", path: "/profile360/dormant-users", primary: "rgb(91, 42, 134)" },
  { host: "plain-page", path: "/", primary: "rgb(57, 73, 171)" },
] as const satisfies readonly { host: ExampleHost; path: string; primary: string; dark?: string }[];

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

describe.each(HOSTS)("under the policy of $host", ({ host, path, primary, ...colours }) => {
  test.each(["en-GB", "ar-EG"])("everything a person opens in %s is allowed, and has its styles", async (locale) => {
    await using opened = await open(locale);
    const { page, violations } = opened;
    const policy = opened.policy ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/);

    await page.getByRole("button", { name: /northwind/i }).click();
    await page.locator('table[aria-busy="false"] tr[data-user-id]').first().waitFor();
    await chartsDrawn(page);
    expect(await colorOf(page, "Export")).toBe(primary);

    await page.getByRole("button", { name: "Department" }).click();
    await page.getByRole("menuitemcheckbox").first().waitFor();
    expect(await isRaised(page, ".MuiPopover-paper")).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "View details" }).first().click();
    await page
      .getByRole("dialog")
      .getByRole("heading", { name: /^\W?Why\W?$/ })
      .waitFor();
    expect(await isRaised(page, ".MuiDialog-paper")).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Exemptions" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Add an exemption" }).click();
    expect(await isRaised(page, ".MuiDrawer-paper")).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    if ("dark" in colours) {
      await page.getByRole("button", { name: "Dark colours" }).click();
      await expect.poll(() => colorOf(page, "Export")).toBe(colours.dark);
    }
    expect(violations).toEqual([]);
  });

  /** The host with a listener for whatever its policy refuses. */
  async function open(locale: string) {
    const site = await serveExampleHost(host, { apiBase: stack.apiOrigin, remoteBase: stack.remote.origin });
    const page = await stack.browser.newPage({ viewport: { width: 1440, height: 900 }, locale });
    const violations: string[] = [];
    await page.exposeFunction("noteViolation", (violation: string) => violations.push(violation));
    await page.addInitScript(() => {
      const { noteViolation } = globalThis as unknown as { noteViolation(violation: string): void };
      document.addEventListener("securitypolicyviolation", (event) => {
        noteViolation(`${event.effectiveDirective} ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    const response = await page.goto(`${site.origin}${path}`);
    return {
      page,
      violations,
      policy: response?.headers()["content-security-policy"],
      async [Symbol.asyncDispose]() {
        await page.close();
        await site.close();
      },
    };
  }
});

const colorOf = (page: Page, button: string) =>
  page.getByRole("button", { name: button }).evaluate((element) => getComputedStyle(element).color);

/** Whether a layer floats above the page with a ground of its own, as MUI's styles have it. */
const isRaised = (page: Page, layer: string) =>
  page.locator(layer).evaluate((element) => {
    const { boxShadow, position, backgroundColor } = getComputedStyle(element);
    return boxShadow !== "none" && position !== "static" && backgroundColor !== "rgba(0, 0, 0, 0)";
  });
