import type { Locator, Page } from "playwright";
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

const TITLE =
  "axe finds nothing wrong with the $part in $scheme colours, and no rule of a host's for plain words reaches it";
test.each(LOOKS)(TITLE, async ({ part, scheme }) => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, scheme });
  await openPart(trustx, part);
  expect(await findViolations(trustx.page)).toEqual([]);
  expect(await plainClasses(trustx.page)).toEqual([]);
  expect(trustx.complaints).toEqual([]);
  await trustx.close();
});

const OURS_OR_A_LIBRARYS = /^((du|css|dormant|Mui\w*|PrivateSwitchBase|recharts)-|(notranslate|[xy]Axis)$)/;

/** Class names in our islands, and in what they open, that a host could have rules for. */
async function plainClasses(page: Page): Promise<string[]> {
  const classes = await page.evaluate(() =>
    [...document.querySelectorAll("[dir] [class]")].flatMap((element) => [...element.classList]),
  );
  return [...new Set(classes)].filter((name) => !OURS_OR_A_LIBRARYS.test(name));
}

/** WCAG 2.2, 1.4.11: axe does not look at what a control is drawn with. */
const LEAST_CONTRAST = 3;

test.each(SCHEMES)(
  "in %s colours an empty box stands out from its row, and a ticked one from an empty one",
  async (scheme) => {
    const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, scheme });
    await openPart(trustx, "selection of users");
    const boxes = trustx.rows.getByRole("checkbox");
    const ticked = await contrasts(boxes.nth(0));
    const empty = await contrasts(boxes.nth(1));
    expect(empty.edge).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    expect(empty.inside).toBeLessThan(1.1);
    expect(ticked.inside).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    await trustx.close();
  },
);

/** How far the edge and the inside of a control stand out from what it lies on. */
function contrasts(control: Locator): Promise<{ edge: number; inside: number }> {
  return control.evaluate((element) => {
    const canvas = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
    const luminance = (colors: readonly string[]) => {
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
        const share = byte / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind: string[] = [];
    for (let box = element.parentElement; box; box = box.parentElement) {
      behind.unshift(getComputedStyle(box).backgroundColor);
    }
    const against = (color: string) => {
      const [one = 0, other = 0] = [luminance([...behind, color]), luminance(behind)].sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05);
    };
    const { borderTopColor, backgroundColor } = getComputedStyle(element);
    return { edge: against(borderTopColor), inside: against(backgroundColor) };
  });
}
