import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPart, type Part } from "./support/parts.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const SCREENS = join(import.meta.dirname, "../../../artifacts/screens/forced-colors");
const STOPS = 24;

let stack: Stack;
beforeAll(async () => {
  mkdirSync(SCREENS, { recursive: true });
  stack = await startStack();
});
afterAll(() => stack.close());

async function openInForcedColors(part: Part, scheme: "light" | "dark" = "dark"): Promise<TrustXPage> {
  const trustx = await TrustXPage.open(stack.browser, {
    origin: stack.host.origin,
    scheme,
    browsing: { forcedColors: "active" },
  });
  await openPart(trustx, part);
  await trustx.page.screenshot({ path: join(SCREENS, `${part.replaceAll(/\W+/g, "-")}.${scheme}.png`) });
  return trustx;
}

describe.each(["dashboard", "selection of users", "details of a user", "exemptions drawer", "snooze dialog"] as const)(
  "where the system sets the colours, in the %s",
  (part) => {
    test("the focus is seen at every stop of the keyboard", async () => {
      const trustx = await openInForcedColors(part);
      expect(await unseenStops(trustx)).toEqual([]);
      await trustx.close();
    });
  },
);

test.each([
  ["menu of decisions", "[role=menu]"],
  ["menu of filters", "[role=menu]"],
  ["details of a user", "[role=dialog]"],
  ["exemption dialog", "[role=dialog]"],
  ["exemptions drawer", "[role=dialog]"],
  ["sum of the confidence", "[role=dialog][aria-labelledby]"],
  ["help for the keyboard", "[role=dialog]"],
  ["undo bar", "button:text-is('Undo')"],
  ["selection of users", "[role=region][aria-label=Selection]"],
] as const)("the %s has an edge against the page", async (part, selector) => {
  const trustx = await openInForcedColors(part);
  const edges = await trustx.page
    .locator(selector)
    .last()
    .evaluate((inner) => {
      const widths = [];
      for (let box: Element | null = inner; box; box = box.parentElement) {
        const { borderTopWidth, borderLeftWidth, borderTopStyle } = getComputedStyle(box);
        if (borderTopStyle !== "none")
          widths.push(Math.min(Number.parseFloat(borderTopWidth), Number.parseFloat(borderLeftWidth)));
        if (box.matches(".MuiModal-root, [dir]")) break;
      }
      return Math.max(0, ...widths);
    });
  expect(edges).toBeGreaterThanOrEqual(1);
  await trustx.close();
});

test.each(["light", "dark"] as const)(
  "in a %s scheme what is chosen, and what a colour means, is still told apart",
  async (scheme) => {
    const trustx = await openInForcedColors("exemptions drawer", scheme);
    const looks = (locator: Locator) =>
      locator.evaluate((element) => {
        const { backgroundColor, color } = getComputedStyle(element);
        return { backgroundColor, color };
      });
    const chosen = await looks(trustx.dialog.getByRole("button", { name: "User", exact: true }));
    const other = await looks(trustx.dialog.getByRole("button", { name: "Group", exact: true }));
    expect(chosen.backgroundColor).not.toBe(other.backgroundColor);
    expect(chosen.color).not.toBe(chosen.backgroundColor);
    await trustx.escape();
    const all = await looks(trustx.page.getByRole("button", { name: "All", exact: true }));
    const critical = await looks(trustx.page.getByRole("button", { name: "Critical & open", exact: true }));
    expect(all.backgroundColor).not.toBe(critical.backgroundColor);
    const keys = await trustx.page
      .getByRole("region", { name: "Trend" })
      .locator("span > span[aria-hidden]")
      .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).backgroundColor));
    expect(keys).toHaveLength(2);
    const page = await trustx.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(new Set([...keys, page]).size).toBe(3);
    await trustx.close();
  },
);

/** Walks by Tab, and names the stops that look the same with the focus as without it. */
async function unseenStops(trustx: TrustXPage): Promise<string[]> {
  const { page } = trustx;
  const unseen: string[] = [];
  const known = new Set<string>();
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const { activeElement } = document;
      if (!(activeElement instanceof HTMLElement) || !activeElement.closest("[dir]")) return undefined;
      const { x, y, width, height } = activeElement.getBoundingClientRect();
      const name = activeElement.getAttribute("aria-label") ?? activeElement.textContent ?? "";
      return { name: name || activeElement.outerHTML, x, y, width, height };
    });
    if (!here || known.has(here.name)) continue;
    known.add(here.name);
    const clip = around(here, page.viewportSize() ?? { width: 0, height: 0 });
    if (!clip) continue;
    const focused = await page.screenshot({ clip, animations: "disabled" });
    const element = await page.evaluateHandle(() => document.activeElement as HTMLElement);
    await element.evaluate((one) => one.blur());
    const plain = await page.screenshot({ clip, animations: "disabled" });
    await element.evaluate((one) => one.focus());
    if (focused.equals(plain)) unseen.push(here.name);
  }
  expect(known.size).toBeGreaterThan(3);
  return unseen;
}

const MARGIN_PX = 6;

/** The element with what may be drawn around it, as far as it lies in the window. */
function around(
  box: { x: number; y: number; width: number; height: number },
  window: { width: number; height: number },
) {
  const x = Math.max(0, box.x - MARGIN_PX);
  const y = Math.max(0, box.y - MARGIN_PX);
  const width = Math.min(window.width, box.x + box.width + MARGIN_PX) - x;
  const height = Math.min(window.height, box.y + box.height + MARGIN_PX) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
