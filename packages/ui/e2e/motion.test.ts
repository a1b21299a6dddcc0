import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

/** A way through everything that moves: skeletons, charts, a run's progress, menu, dialog, drawer, undo bar, details. */
async function workThrough(trustx: TrustXPage): Promise<void> {
  let answer = () => {};
  const outlined = new Promise<void>((go) => {
    answer = go;
  });
  await trustx.page.route(/\/dormant-users\?/, async (route) => {
    await outlined;
    await route.continue();
  });
  await trustx.signIn();
  await trustx.page.locator(".du-bone").first().waitFor();
  answer();
  await trustx.rowsShown();
  await trustx.chartsShown();
  await trustx.button("Refresh analysis").click();
  await trustx.page.getByRole("progressbar", { name: /Analysis/ }).waitFor();
  await trustx.startDecision("Snooze");
  await trustx.dialog.getByRole("button", { name: "30 days" }).click();
  await trustx.dialog.getByRole("button", { name: "Snooze" }).click();
  await trustx.button("Undo").waitFor();
  await trustx.openExemptions();
  await trustx.escape();
  await trustx.openFirstUser();
  await trustx.escape();
  await trustx.page.getByText("Analysis finished.").waitFor();
}

test("whoever asks for less motion sees nothing move", async () => {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin });
  const moved = await watchMotion(trustx.page);
  await workThrough(trustx);
  expect(await moved()).toEqual([]);
  await trustx.close();
});

test("whoever does not sees the dialogs come and go", async () => {
  const trustx = await TrustXPage.open(stack.browser, {
    origin: stack.host.origin,
    browsing: { reducedMotion: "no-preference" },
  });
  const moved = await watchMotion(trustx.page);
  await workThrough(trustx);
  expect((await moved()).some((name) => name.includes("MuiDialog"))).toBe(true);
  await trustx.close();
});

test.each(["reduce", "no-preference"] as const)(
  "with motion at %s a button that has the focus is outlined",
  async (reducedMotion) => {
    const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin, browsing: { reducedMotion } });
    await trustx.signIn();
    await trustx.rowsShown();
    await trustx.button("Refresh analysis").focus();
    await trustx.page.keyboard.press("Shift+Tab");
    const before = trustx.button(/^Exemptions/);
    const { style, width } = await before.evaluate((button) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(button);
      return { style: outlineStyle, width: outlineWidth };
    });
    expect([style, width]).toEqual(["solid", "2px"]);
    await trustx.close();
  },
);

/**
 * Looks at every frame for animations and transitions under way, within the remote and what it opens, and for drawings
 * that are redrawn frame by frame. Returns what it saw.
 */
async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const NOTICEABLE_MS = 20;
    const FRAMES = 10;
    const seen = new Set<string>();
    Object.assign(globalThis, { seenMotion: seen });
    const redrawn = new Map<Element, number>();
    const look = () => {
      for (const animation of document.getAnimations()) {
        const effect = animation.effect as KeyframeEffect;
        const { target } = effect;
        if (Number(effect.getComputedTiming().activeDuration) < NOTICEABLE_MS) continue;
        // The remote's island and what it opens say which way they read; the host around them does not.
        if (!target?.closest("[dir]")) continue;
        const name = animation instanceof CSSTransition ? animation.transitionProperty : animation.constructor.name;
        seen.add(`${name} of ${target.getAttribute("class")}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const times = (redrawn.get(target as Element) ?? 0) + 1;
        redrawn.set(target as Element, times);
        if (times > FRAMES) seen.add(`redrawing of ${(target as Element).getAttribute("class")}`);
      }
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["d"] });
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { seenMotion: Set<string> }).seenMotion]);
}
