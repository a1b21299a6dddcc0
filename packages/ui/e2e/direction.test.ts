import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findViolations } from "./support/axe.ts";
import { openPart } from "./support/parts.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const SCREENS = join(import.meta.dirname, "../../../artifacts/screens/rtl");
const RIGHT_TO_LEFT = "ar-EG";

let stack: Stack;
beforeAll(async () => {
  mkdirSync(SCREENS, { recursive: true });
  stack = await startStack();
});
afterAll(() => stack.close());

const SIZES = ["desktop", "phone"] as const;

function opened(locale: string, size: (typeof SIZES)[number] = "desktop"): Promise<TrustXPage> {
  return TrustXPage.open(stack.browser, { origin: stack.host.origin, size, browsing: { locale } });
}

/** The page with its rows, for a reader of that language. */
async function listRead(locale: string): Promise<TrustXPage> {
  const trustx = await opened(locale);
  await trustx.signIn();
  await trustx.rowsShown();
  return trustx;
}

/** What has two unequal sides, by the part of the page that it is in. */
const LOPSIDED = [
  { part: "dashboard", lopsided: ["button > .du-start", "button > .du-end", ".MuiNativeSelect-select"] },
  { part: "details of a user", lopsided: ["[role=dialog] button > .du-end"] },
  { part: "exemptions drawer", lopsided: [".MuiDrawer-paper button"] },
  {
    part: "exemption dialog",
    lopsided: ["[role=dialog] .MuiInputLabel-root", "[role=dialog] .MuiDialogActions-root > :last-child"],
  },
] as const;

describe.each(SIZES)("on a %s, read from right to left,", (size) => {
  test.each(LOPSIDED)("the $part mirrors what has two sides, and fits", async ({ part, lopsided }) => {
    const plain = await sidesOf("en-GB");
    const mirrored = await sidesOf(RIGHT_TO_LEFT, part);
    for (const selector of lopsided) {
      expect(plain[selector], `${selector} has two equal sides: it shows nothing`).not.toEqual(swap(plain[selector]));
      expect(mirrored[selector], selector).toEqual(swap(plain[selector]));
    }

    async function sidesOf(locale: string, picture?: string): Promise<Record<string, Sides | undefined>> {
      const trustx = await opened(locale, size);
      await openPart(trustx, part);
      const sides = await readSides(trustx.page, lopsided);
      if (picture) {
        await trustx.page.screenshot({ path: join(SCREENS, `${picture.replaceAll(" ", "-")}.${size}.png`) });
        expect(await trustx.overflow()).toBeLessThanOrEqual(0);
        expect(await findViolations(trustx.page)).toEqual([]);
        expect(trustx.complaints).toEqual([]);
      }
      await trustx.close();
      return sides;
    }
  });
});

test("a menu and the drawer hang from the side that is theirs", async () => {
  const trustx = await listRead(RIGHT_TO_LEFT);
  const button = trustx.button("Export");
  const right = (box: { x: number; width: number } | null) => (box ? box.x + box.width : Number.NaN);
  const expected = right(await button.boundingBox());
  await button.click();
  await expect
    .poll(async () => right(await trustx.page.locator(".MuiMenu-paper").boundingBox()))
    .toBeCloseTo(expected, 0);
  await trustx.page.keyboard.press("Escape");
  await trustx.page.getByRole("menu").waitFor({ state: "detached" });
  await trustx.openExemptions();
  await expect.poll(async () => (await trustx.dialog.boundingBox())?.x).toBe(0);
  await trustx.close();
});

test.each(["en-GB", RIGHT_TO_LEFT])(
  "in %s the numbers of the trend stand beside the drawing, not over it",
  async (locale) => {
    const trustx = await listRead(locale);
    const area = trustx.page.locator(".recharts-area-area").first();
    await area.waitFor();
    const drawing = await area.boundingBox();
    const numbers = trustx.page.locator("[class*=recharts-yAxis] .recharts-cartesian-axis-tick-value");
    expect(await numbers.count()).toBeGreaterThan(1);
    for (const number of await numbers.all()) {
      const box = await number.boundingBox();
      if (!drawing || !box) expect.unreachable("the trend is not drawn");
      const isBeside = box.x + box.width <= drawing.x + 1 || box.x >= drawing.x + drawing.width - 1;
      expect(isBeside, `${await number.textContent()} at ${box.x}, the drawing from ${drawing.x}`).toBe(true);
    }
    await trustx.close();
  },
);

test("a page that reads English where its locale has no words says so to a voice", async () => {
  const trustx = await listRead(RIGHT_TO_LEFT);
  const title = trustx.page.getByRole("heading", { name: "Dormant users" });
  expect(await title.evaluate((heading) => heading.closest("[lang]")?.getAttribute("lang"))).toBe("en");
  await trustx.close();
});

test("our own English keeps its order beside the reader's numbers", async () => {
  const trustx = await listRead(RIGHT_TO_LEFT);
  expect(await inOrderSeen(trustx.page.getByText(/١–٥٠ of/))).toMatch(/^١–٥٠ of [٠-٩٬]+$/);
  await trustx.close();
});

test.each(["dashboard", "details, all unfolded"] as const)(
  "the server's English in the %s reads from left to right, full stops at its end, and is said to be English",
  async (part) => {
    const trustx = await opened(RIGHT_TO_LEFT);
    await openPart(trustx, part);
    const astray = await trustx.page.evaluate(() => {
      // Our own stands between marks.
      const sentences = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
        /^[^\u2066]*[a-z]{2,} [a-z]{2,}.*[.…]$/.test(node.nodeValue ?? "")
          ? NodeFilter.FILTER_ACCEPT
          : NodeFilter.FILTER_SKIP,
      );
      const found: string[] = [];
      for (let text = sentences.nextNode(); text; text = sentences.nextNode()) {
        const box = text.parentElement?.closest("bdi");
        const isIsolated = box?.lang === "en" && getComputedStyle(box).direction === "ltr";
        if (!isIsolated) found.push(text.nodeValue ?? "");
      }
      return { found, isolated: document.querySelectorAll("bdi[lang=en]").length };
    });
    expect(astray.found).toEqual([]);
    expect(astray.isolated).toBeGreaterThan(part === "dashboard" ? 4 : 12);
    await trustx.close();
  },
);

/** The words and numbers of a line, from left to right as they are drawn. */
function inOrderSeen(line: Locator): Promise<string> {
  return line.evaluate((element) => {
    const text = element.firstChild as Text;
    const drawn = [...text.data.matchAll(/[^\s\u2066\u2069]+/g)].map(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return { word, left: range.getBoundingClientRect().left };
    });
    return drawn
      .sort((one, other) => one.left - other.left)
      .map(({ word }) => word)
      .join(" ");
  });
}

type Sides = Readonly<Record<"left" | "right", readonly string[]>>;

const swap = (sides: Sides | undefined) => sides && { left: sides.right, right: sides.left };

/** What the first element of each selector has on its left and on its right, computed by the browser. */
function readSides(page: Page, selectors: readonly string[]): Promise<Record<string, Sides | undefined>> {
  return page.evaluate(
    (wanted) =>
      Object.fromEntries(
        wanted.map((selector) => {
          const element = document.querySelector(selector);
          if (!element) return [selector, undefined];
          const style = getComputedStyle(element);
          const side = (name: "Left" | "Right") => [
            style[`margin${name}`],
            style[`padding${name}`],
            style.position === "static" ? "" : style[name === "Left" ? "left" : "right"],
          ];
          return [selector, { left: side("Left"), right: side("Right") }];
        }),
      ),
    selectors,
  );
}
