import { listDormantUsers } from "@dormant-users/shared-types";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

/** Every heading that was to be seen in the remote or in a dialog of its, from the first moment on. */
async function watchHeadings(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(window, { headingsSeen: seen });
    new MutationObserver(() => {
      for (const heading of document.querySelectorAll("[lang][dir] :is(h1, h2, h3)")) seen.add(heading.textContent);
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => [...(window as unknown as { headingsSeen: Set<string> }).headingsSeen]);
}

test("whoever reads German is never shown English first, on the page or in a user's details", async () => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, browsing: { locale: "de-DE" } });
  const headings = await watchHeadings(trustx.page);
  await trustx.signIn();
  await trustx.page.getByRole("heading", { name: "Ruhende Konten" }).waitFor();
  await trustx.page.locator("[data-user-id] button.du-act").first().click();
  await trustx.dialog.getByRole("heading", { name: "Warum", exact: true }).waitFor();
  const seen = await headings();
  expect(seen).toEqual(expect.arrayContaining(["Ruhende Konten", "Warum", "Rhythmus"]));
  for (const english of ["Dormant users", "Days inactive", "Why", "Rhythm"]) expect(seen).not.toContain(english);
  await trustx.close();
});

test.each(["en-GB", "de-DE"])("in %s the line below the title is one line on a desktop", async (locale) => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, browsing: { locale } });
  await trustx.signIn();
  const asOf = trustx.page.locator("time[datetime]").first();
  await asOf.waitFor();
  const lines = await asOf.evaluate(({ parentElement: line }) => {
    const drawn = document.createRange();
    drawn.selectNodeContents(line as Node);
    return new Set([...drawn.getClientRects()].map(({ top }) => Math.round(top))).size;
  });
  expect(lines).toBe(1);
  await trustx.close();
});

test("the first rows are asked for beside the words, and once", async () => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, browsing: { locale: "de-DE" } });
  const asked = Promise.withResolvers<void>();
  const lists: string[] = [];
  trustx.page.on("request", (request) => {
    if (new URL(request.url()).pathname !== listDormantUsers.path || request.method() !== "GET") return;
    lists.push(request.url());
    asked.resolve();
  });
  // The words stay away for as long as nobody has asked.
  await trustx.page.route(/\/assets\/de-[^/]+\.js$/, async (route) => {
    await asked.promise;
    await route.continue();
  });
  await trustx.signIn();
  await trustx.page.getByRole("heading", { name: "Ruhende Konten" }).waitFor();
  await trustx.page.locator("tr[data-user-id]").first().waitFor();
  expect(lists).toHaveLength(1);
  await trustx.close();
});
