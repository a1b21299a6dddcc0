import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong with a whole page: rule and places, short enough to read in a failed test. The layer of a menu
 * lies outside the landmarks, as ARIA's own pattern has it; axe knows that of dialogs alone.
 */
export async function findViolations(page: Page): Promise<string[]> {
  // Not by a script element: the hosts' policy would refuse it.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const isMenuOpen = document.querySelector("body > [role=presentation] [role=menu]") !== null;
    const { violations } = await axe.run(isMenuOpen ? { rules: { region: { enabled: false } } } : {});
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`);
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
