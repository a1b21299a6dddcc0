import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { error, Key, type WebDriver, type WebElement } from "selenium-webdriver";
import { findAllByRole, type Name, searchFor } from "./find-element.ts";

const axeScript = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PATIENCE_MS = 20_000;

/** Somebody at a browser: sees what is visible, by role and name, and waits as long as a person would. */
export class Person {
  readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  /** @param within a selector of the part of the page to look in */
  async all(role: string, name: Name = /./, within?: string): Promise<WebElement[]> {
    return (await this.driver.executeScript<WebElement[]>(findAllByRole, searchFor(role, name, within))) ?? [];
  }

  /** Waits until there is one. @throws {Error} that names what was not seen */
  async see(role: string, name: Name = /./): Promise<WebElement> {
    let found: WebElement | undefined;
    await this.until(`${role} ${name}`, async () => {
      [found] = await this.all(role, name);
      return found !== undefined;
    });
    return found as WebElement;
  }

  async gone(role: string, name: Name = /./): Promise<void> {
    await this.until(`no ${role} ${name}`, async () => (await this.all(role, name)).length === 0);
  }

  /** @param within a selector of the part of the page to look in */
  async press(role: string, name: Name, within?: string): Promise<void> {
    await this.until(`pressing ${role} ${name}`, async () => {
      const [element] = await this.all(role, name, within);
      if (element === undefined) return false;
      if (!(await this.driver.executeAsyncScript<boolean>(standsStill, element))) return false;
      await element.click();
      return true;
    });
  }

  async write(role: string, name: Name, text: string): Promise<void> {
    const field = await this.see(role, name);
    await field.sendKeys(text);
  }

  async key(key: keyof typeof Key): Promise<void> {
    await (await this.driver.switchTo().activeElement()).sendKeys(Key[key] as string);
  }

  /** The page's visible text. */
  text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered counts as seen.
    return this.driver.executeScript(() => document.body.innerText);
  }

  async reads(words: Name): Promise<void> {
    await this.until(`text ${words}`, async () => {
      const text = await this.text();
      return typeof words === "string" ? text.includes(words) : words.test(text);
    });
  }

  /**
   * Tries again until it holds. What React renders anew in between is looked for anew, not reported.
   * @throws {Error} that names what did not come and what was there instead, after 20 s
   */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const patient = async () => {
      try {
        return await holds();
      } catch (thrown) {
        if (PASSING.some((kind) => thrown instanceof kind)) return false;
        throw thrown;
      }
    };
    try {
      await this.driver.wait(patient, PATIENCE_MS, undefined, 50);
    } catch (thrown) {
      if (!(thrown instanceof error.TimeoutError)) throw thrown;
      const shown = await this.driver.executeScript<string>(describePage);
      throw new Error(`not seen: ${what}\n${shown}`);
    }
  }

  /** What axe finds wrong with the page as it stands: rule and places. */
  async violations(): Promise<string[]> {
    await this.driver.executeScript(axeScript);
    return this.driver.executeAsyncScript((done: (found: string[]) => void) => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
      void axe.run().then(({ violations }) => {
        done(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`));
      });
    });
  }

  /** Keeps a picture of what the window shows. */
  async picture(path: string): Promise<void> {
    // A picture taken at once may show the frame before.
    await this.driver.executeAsyncScript((done: () => void) =>
      requestAnimationFrame(() => requestAnimationFrame(() => done())),
    );
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(await this.driver.takeScreenshot(), "base64"));
  }
}

/**
 * Runs in the page: brings an element to the middle, since at an edge it may lie under something that sticks there, and
 * tells whether it stays where it is. A menu that still unfolds would have another item pressed. Frames are counted as
 * well as time: a machine that is busy may draw none for longer than a menu takes.
 */
function standsStill(element: Element, done: (still: boolean) => void): void {
  element.scrollIntoView({ block: "center", inline: "center" });
  const before = element.getBoundingClientRect();
  const from = performance.now();
  let frames = 0;
  const look = () => {
    frames += 1;
    const { top, left } = element.getBoundingClientRect();
    const stays = element.isConnected && top === before.top && left === before.left;
    if (!stays) done(false);
    else if (frames >= 4 && performance.now() - from >= 80) done(true);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: what somebody would report who waits for something else. */
function describePage(): string {
  // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered counts as seen.
  const textOf = (element: HTMLElement, most: number) => element.innerText.slice(0, most);
  const shown = [...document.querySelectorAll<HTMLElement>("[role=dialog], [role=menu], [role=alert], [role=status]")]
    .map((element) => `${element.getAttribute("role")}: ${textOf(element, 300)}`)
    .filter((line) => !line.endsWith(": "));
  const { activeElement: focus } = document;
  const lines = [
    `at ${location.pathname}${location.search}, scrolled by ${Math.round(scrollY)} px`,
    `focus on ${focus?.tagName.toLowerCase()} ${focus?.getAttribute("aria-label") ?? focus?.textContent?.slice(0, 60)}`,
    ...shown,
    `page: ${textOf(document.body, 800)}`,
  ];
  return lines.map((line) => line.replaceAll(/\s*\n\s*/g, " | ")).join("\n");
}

const PASSING = [
  error.StaleElementReferenceError,
  error.ElementClickInterceptedError,
  error.ElementNotInteractableError,
  error.NoSuchElementError,
];

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
