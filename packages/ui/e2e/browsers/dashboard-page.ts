import { Key } from "selenium-webdriver";
import type { Name } from "../engines/find-element.ts";
import type { Person } from "../engines/person.ts";

interface DashboardPageOptions {
  /** Of the page, in whichever host. */
  readonly address: string;
  readonly tenant: RegExp;
}

/** The dashboard in a host: the words a person goes by, in one place. */
export class DashboardPage {
  readonly #person: Person;
  readonly #options: DashboardPageOptions;

  constructor(person: Person, options: DashboardPageOptions) {
    this.#person = person;
    this.#options = options;
  }

  /** Opens the page, or an address of it, signs in (a session does not outlive its page), and waits for the list. */
  async open(address = this.#options.address): Promise<void> {
    await this.#person.driver.get("about:blank");
    await this.#person.driver.get(address);
    await this.#person.press("button", this.#options.tenant);
    await this.shown();
  }

  /** The list asked for is there, and the figures above it, which would move it as they come. */
  async shown(): Promise<void> {
    await this.#person.until("the list", () =>
      this.#person.driver.executeScript(() => {
        const list = document.querySelector('table[aria-label="Dormant users"][aria-busy=false]');
        const figures = document.querySelector(
          ':is(section, dl)[aria-busy=true], [role=progressbar][aria-label^="Loading"]',
        );
        return list?.querySelector("[data-user-id]") != null && figures === null;
      }),
    );
  }

  /** The charts are loaded late, and on a phone wait to be asked for; all three are drawn. */
  async chartsShown(): Promise<void> {
    const [opener] = await this.#person.all("button", "Charts and threshold");
    if (opener) await opener.click();
    await this.#person.until("three charts", () =>
      this.#person.driver.executeScript(
        () => document.querySelectorAll("svg:is(.recharts-surface, .du-bars)").length >= 3,
      ),
    );
  }

  /** A key figure's number, by its title. */
  async figure(title: string): Promise<string> {
    return this.#person.driver.executeScript((name: string) => {
      const heading = [...document.querySelectorAll("*")].find(
        (element) => element.childElementCount === 0 && element.textContent?.trim() === name,
      );
      const card = heading?.closest("li, [role=listitem], article, button, div:has(> :nth-child(2))");
      return card?.textContent?.replace(name, "").match(/[\d,]+/)?.[0] ?? "";
    }, title);
  }

  /** How many match, as the pager says. */
  async total(): Promise<number> {
    const [, total = ""] = /\bof ([\d,]+)\b/.exec(await this.#range()) ?? [];
    return Number(total.replaceAll(",", ""));
  }

  async #range(): Promise<string> {
    let range = "";
    await this.#person.until("the pager", async () => {
      range = /[\d,]+–[\d,]+ of [\d,]+/.exec(await this.#person.text())?.[0] ?? "";
      return range !== "";
    });
    return range;
  }

  /** Names of the users on screen, top to bottom. */
  names(): Promise<string[]> {
    return this.#person.driver.executeScript(() =>
      [...document.querySelectorAll<HTMLElement>("[data-user-id]")]
        .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
        .map((row) => row.querySelector(".du-who .du-name bdi")?.textContent ?? ""),
    );
  }

  /** The name in a row, from 0, as soon as the row is drawn: those out of view come a moment after those in it. */
  async nameAt(index: number): Promise<string> {
    let name = "";
    await this.#person.until(`row ${index + 1}`, async () => {
      name = (await this.names())[index] ?? "";
      return name !== "";
    });
    return name;
  }

  async filter(name: string, choice: Name): Promise<void> {
    await this.#person.press("button", new RegExp(`^${name}: `));
    if (name === "Decision" || name === "Confidence") await this.#person.press("menuitemradio", choice);
    else {
      await this.#person.press("menuitemcheckbox", choice);
      await this.#person.key("ESCAPE");
    }
    await this.#person.gone("menu");
    await this.shown();
  }

  async clearFilters(): Promise<void> {
    await this.#person.press("button", "Clear all");
    await this.#person.gone("button", "Clear all");
    await this.shown();
  }

  async search(text: string): Promise<void> {
    const field = await this.#person.see("searchbox", /^Name, e-mail/);
    await field.sendKeys(Key.chord(Key.CONTROL, "a"));
    // Apart: some engines hold the key down for all of one command.
    await field.sendKeys(text);
    await this.#person.until(`${text} alone`, async () => {
      const names = await this.names();
      return names.length > 0 && names.every((name) => name.includes(text));
    });
    await this.shown();
  }

  /** Ticks the first users of the list. Returns their names. */
  async select(count: number): Promise<string[]> {
    const names: string[] = [];
    while (names.length < count) {
      const name = await this.nameAt(names.length);
      await this.#person.press("checkbox", `Select ${name}`, `[data-index="${names.length}"]`);
      names.push(name);
      await this.#person.reads(`${names.length} selected`);
    }
    return names;
  }

  async decide(button: string, kind: RegExp): Promise<void> {
    await this.#person.press("button", button);
    await this.#person.press("menuitem", kind);
    await this.#person.gone("menu");
  }

  /** @param index from 0, top to bottom */
  async openUser(index: number): Promise<void> {
    const name = await this.nameAt(index);
    await this.#person.press("button", `View details of ${name}`, `[data-index="${index}"]`);
    await this.#person.see("heading", "Why");
  }

  /** Closes the dialog that is open. */
  async close(): Promise<void> {
    await this.#person.press("button", "Close");
    await this.#person.gone("dialog");
  }

  /** The exported list's text, as the browser was given it to save. */
  async exportCsv(): Promise<string> {
    const { driver } = this.#person;
    // As a script of the page's own: what a driver's script changes, Firefox keeps from the page.
    await driver.executeScript((source: string) => {
      // With the page's nonce: its policy refuses every other script.
      const { nonce } = document.querySelector<HTMLElement>("[nonce]") ?? {};
      document.head.append(Object.assign(document.createElement("script"), { nonce, textContent: source }));
    }, KEEP_FILE);
    await this.#person.press("button", "Export");
    await this.#person.press("menuitem", /^CSV/);
    let file: string | undefined;
    await this.#person.until("a file", async () => {
      file = await driver.executeScript<string | undefined>(() => document.documentElement.dataset.saved);
      return typeof file === "string";
    });
    return file as string;
  }
}

/** Keeps the text of what the page gives the browser to save. */
const KEEP_FILE = `{
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (file) => {
    void file.text().then((text) => { document.documentElement.dataset.saved = text; });
    return make(file);
  };
}`;
