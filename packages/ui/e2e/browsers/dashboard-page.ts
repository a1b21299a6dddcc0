import { Key } from "selenium-webdriver";
import type { Name } from "../engines/find-element.ts";
import type { Person } from "../engines/person.ts";

/** The dashboard in its host: the words a person goes by, in one place. */
export class DashboardPage {
  readonly #person: Person;
  readonly #origin: string;

  constructor(person: Person, origin: string) {
    this.#person = person;
    this.#origin = origin;
  }

  /** Opens the page, or an address of it, and signs in: a session does not outlive its page. */
  async open(tenant: RegExp, address = `${this.#origin}/profile360/dormant-users`): Promise<void> {
    await this.#person.driver.get("about:blank");
    await this.#person.driver.get(address);
    await this.#person.press("button", tenant);
  }

  /** Rows are there, and none are on their way. */
  async shown(): Promise<void> {
    await this.#person.until("rows", async () => (await this.names()).length > 0);
    await this.#person.gone("progressbar", "Loading dormant users…");
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
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.querySelector(".who .name bdi")?.textContent ?? ""),
    );
  }

  async filter(name: string, choice: Name): Promise<void> {
    await this.#person.press("button", new RegExp(`^${name}: `));
    const role = name === "Decision" || name === "Confidence" ? "menuitemradio" : "menuitemcheckbox";
    if (role === "menuitemradio") await this.#person.press(role, choice);
    else {
      // Pressed as the menu unfolds, it may not have been heard.
      await this.#person.until(`${choice} ticked`, async () => {
        const item = await this.#person.see(role, choice);
        if ((await item.getAttribute("aria-checked")) === "true") return true;
        await this.#person.press(role, choice);
        return false;
      });
      await this.#person.key("ESCAPE");
    }
    await this.#person.gone("menu");
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
  }

  /** Ticks the first users on screen. Returns their names. */
  async select(count: number): Promise<string[]> {
    const names = (await this.names()).slice(0, count);
    for (const name of names) await this.#person.press("checkbox", `Select ${name}`);
    return names;
  }

  async decide(button: string, kind: RegExp): Promise<void> {
    await this.#person.press("button", button);
    await this.#person.press("menuitem", kind);
    // Some kinds ask first.
    await this.#person.gone("menu");
  }

  /** @param index from 0, top to bottom */
  async openUser(index: number): Promise<void> {
    await this.shown();
    const name = (await this.names())[index];
    await this.#person.press("button", `View details of ${name}`);
    await this.#person.see("dialog");
  }

  /** The exported list's text, as the browser was given it to save. */
  async exportCsv(): Promise<string> {
    const { driver } = this.#person;
    // As a script of the page's own: what a driver's script changes, Firefox keeps from the page.
    await driver.executeScript((source: string) => {
      document.head.append(Object.assign(document.createElement("script"), { textContent: source }));
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
