import type { Page } from "playwright";

/** Texts of the remote that their box cuts off without saying so: nothing scrolls to the rest, and no "…" and title stand for it. */
export function findCutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ROUNDING_PX = 1;
    const found = [...document.querySelectorAll<HTMLElement>("[dir] *")].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      // What is 1 px small is there to be heard, not seen.
      if (width <= ROUNDING_PX || height <= ROUNDING_PX || !element.textContent?.trim()) return false;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const cuts = (overflow: string) => overflow === "hidden" || overflow === "clip";
      const told = textOverflow === "ellipsis" && element.closest("[title]") !== null;
      const sideways = cuts(overflowX) && element.scrollWidth > element.clientWidth + ROUNDING_PX && !told;
      return sideways || (cuts(overflowY) && element.scrollHeight > element.clientHeight + ROUNDING_PX);
    });
    // MUI notches the frame of a field by an invisible copy of its label.
    return found
      .filter((element) => element.tagName !== "LEGEND")
      .map((element) => `${element.className}: ${element.textContent?.slice(0, 60)}`);
  });
}

/** Controls of the foremost layer that a keyboard comes to and an eye does not: covered, or outside what can be scrolled to. */
export function findUnreachable(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const controls = "button, a[href], input, select, textarea, summary, [role=slider], [role^=menuitem]";
    const layers = [...document.querySelectorAll(".MuiModal-root")];
    const layer = layers.at(-1) ?? document.querySelector("[dir]");
    const found: string[] = [];
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (const control of layer?.querySelectorAll<HTMLElement>(controls) ?? []) {
      if (control.closest("[aria-hidden=true]") || control.tabIndex < 0 || control.matches(":disabled")) continue;
      if (control.getClientRects().length === 0 || !control.isConnected) continue;
      control.focus();
      // Rows out of view are taken out of the document as the focus leaves them behind; others come, and take their room.
      await drawn();
      control.scrollIntoView({ block: "nearest" });
      await drawn();
      if (!control.isConnected) continue;
      const { left, top, width, height } = control.getBoundingClientRect();
      const seen = [0.25, 0.5, 0.75].some((down) => {
        const hit = document.elementFromPoint(left + width / 2, top + height * down);
        return hit !== null && (control.contains(hit) || hit.contains(control) || control.parentElement?.contains(hit));
      });
      if (!seen) found.push(control.getAttribute("aria-label") ?? control.textContent ?? control.outerHTML);
    }
    return found;
  });
}
