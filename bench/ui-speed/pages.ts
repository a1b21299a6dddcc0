import type { Locator, Page } from "playwright";
import type { BenchApi } from "./bench-api.ts";
import type { Condition } from "./recorder.ts";

/** One way to narrow the list, the last input of which is what starts the clock. */
interface FilterStep {
  readonly name: string;
  /** Whether the product promises a time for it. */
  readonly limited: boolean;
  /** The same question to the API: its first user is the one to be shown. */
  readonly asks: Readonly<Record<string, string>>;
  /** Up to the last input, which is left to `act`. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly act: (page: Page) => Promise<void>;
  /** Back to the unfiltered list. */
  readonly reset: (page: Page) => Promise<void>;
}

/** A page to be measured, and how a person works with it. */
export interface BenchedPage {
  readonly name: string;
  /** Where the host stands before the page is opened in it. */
  readonly hostPath: string;
  /** Opens the page straight away, once `press` is pressed there. */
  readonly pagePath: string;
  readonly press: string;
  /** Signs in, up to where `entry` can be pressed. */
  readonly enter: (page: Page) => Promise<void>;
  readonly entry: (page: Page) => Locator;
  /** The first row is of this user, and nothing is on its way. */
  readonly rows: (email: string) => Condition;
  readonly charts?: Condition;
  readonly filters: readonly FilterStep[];
  /** A person at work, step by step. */
  readonly session: readonly ((page: Page) => Promise<void>)[];
}

/** Milliseconds between two letters of somebody who types well. */
const LETTER_MS = 90;
/** Milliseconds that a hand is on a control before it presses: what a page does of that is its own affair. */
const RESTS_MS = 150;
const DRAWN_PANEL = "section:has(svg:not(.MuiSvgIcon-root, .du-icon) :is(path[d], rect))";
const SEARCHED = "tanaka";
const RISK = "medium";

const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name, exact: true });
/**
 * A press of the mouse alone. Playwright's own click watches from within the page whether the press meets its target, which takes a
 * slowed thread longer than many a handler, between the press and its paint; `hover` does the same before the press.
 */
export async function click(control: Locator): Promise<void> {
  await control.hover();
  await control.page().mouse.down();
  await control.page().mouse.up();
}
async function restAndClick(control: Locator): Promise<void> {
  await control.hover();
  await control.page().waitForTimeout(RESTS_MS);
  await click(control);
}
const times = (count: number, step: (page: Page, at: number) => Promise<void>) =>
  Array.from({ length: count }, (_, at) => (page: Page) => step(page, at));

/** Our dashboard in the example host. */
export function ourPage(tenantName: string): BenchedPage {
  const all = (page: Page) => click(button(page, "All").first());
  const search = (page: Page) => page.getByRole("searchbox").first();
  const inMenu = (menu: RegExp, item: string | RegExp) => ({
    prepare: async (page: Page) => {
      await click(button(page, menu));
      await page.getByRole("menuitemcheckbox", { name: item }).waitFor();
    },
    act: (page: Page) => restAndClick(page.getByRole("menuitemcheckbox", { name: item })),
    reset: async (page: Page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      await all(page);
    },
  });
  const row = (page: Page, at: number) => page.locator(`tr[data-index="${at}"]`);
  return {
    name: "dashboard",
    hostPath: "/profile360/overview",
    pagePath: "/profile360/dormant-users",
    press: tenantName,
    async enter(page) {
      await click(button(page, new RegExp(tenantName)));
      await page.getByRole("link", { name: "Dormant users" }).waitFor();
    },
    entry: (page) => page.getByRole("link", { name: "Dormant users" }),
    rows: (email) => ({ present: ['table[aria-busy="false"]'], within: 'tr[data-index="0"]', text: email }),
    // Three panels, each with a drawing that is more than an icon.
    charts: { present: [`section ${Array(3).fill(DRAWN_PANEL).join(" ~ ")}`] },
    filters: [
      { name: "risk", limited: true, asks: { risk_level: RISK }, ...inMenu(/^Risk:/, "Medium") },
      { name: "department", limited: true, asks: { department: "Finance" }, ...inMenu(/^Department:/, "Finance") },
      { name: "account type", limited: true, asks: { account_type: "guest" }, ...inMenu(/^Type:/, "Guest") },
      {
        name: "quick view",
        limited: true,
        asks: { decision: "open", sort: "return_probability", order: "asc" },
        act: (page) => restAndClick(button(page, "Likely gone")),
        reset: all,
      },
      {
        name: "search, by Enter",
        limited: true,
        asks: { q: SEARCHED },
        prepare: (page) => search(page).fill(SEARCHED),
        act: (page) => search(page).press("Enter"),
        reset: all,
      },
      typedSearch("kvist", search, all),
    ],
    session: [
      (page) => click(search(page)),
      ...times(6, (page, at) => page.keyboard.press("haddad".charAt(at))),
      (page) => page.waitForURL(/du_q=haddad/),
      all,
      ...times(4, (page) => click(button(page, "Next page"))),
      (page) => click(button(page, "First page")),
      // The pager stands below the rows, and those out of sight are not there.
      (page) => page.evaluate(() => scrollTo(0, 0)),
      ...times(5, (page, at) => click(row(page, at).getByRole("checkbox"))),
      ...times(5, (page, at) => click(row(page, at).getByRole("checkbox"))),
      ...times(3, (page, at) => click(row(page, at).getByRole("button", { name: /^More of why/ }))),
      (page) => click(button(page, /^View details/).first()),
      (page) => page.getByRole("dialog").getByRole("heading").first().waitFor(),
      ...times(4, (page) => click(page.getByRole("dialog").getByRole("button", { name: /^Next user/ }))),
      (page) => page.keyboard.press("Escape"),
      (page) => page.getByRole("dialog").waitFor({ state: "detached" }),
      (page) => click(row(page, 2).locator(".du-act.du-quiet")),
      (page) => click(page.getByRole("menuitem", { name: /^Keep/ })),
      (page) => click(button(page, "Undo")),
      (page) =>
        page
          .getByText(/^Taken back for/)
          .first()
          .waitFor({ state: "attached" }),
      (page) => page.getByRole("slider").focus(),
      ...times(8, (page) => page.keyboard.press("ArrowRight")),
    ],
  };
}

/** MUI X's grid. */
export function gridPage(): BenchedPage {
  const search = (page: Page) => page.getByRole("textbox", { name: "Search" });
  const clear = (page: Page) => search(page).fill("");
  return {
    ...peer("data-grid", "/data-grid.html"),
    rows: (email) => ({ present: [], within: '.MuiDataGrid-row[data-rowindex="0"]', text: email }),
    filters: [riskSelect("All"), typedSearch(SEARCHED, search, clear)],
    session: session(search, (page, at) =>
      click(page.locator(`.MuiDataGrid-row[data-rowindex="${at}"]`).getByRole("checkbox")),
    ),
  };
}

/** react-admin's list. */
export function adminPage(): BenchedPage {
  const search = (page: Page) => page.getByRole("textbox", { name: "Search" });
  const clear = (page: Page) => search(page).fill("");
  return {
    ...peer("react-admin", "/react-admin.html"),
    rows: (email) => ({ present: [], within: "tbody tr:first-child", text: email }),
    filters: [riskSelect("Clear value"), typedSearch(SEARCHED, search, clear)],
    session: session(search, (page, at) => click(page.locator("tbody tr").nth(at).getByRole("checkbox"))),
  };
}

function peer(name: string, path: string) {
  const entry = (page: Page) => button(page, "Dormant users");
  return {
    name,
    hostPath: path,
    pagePath: path,
    press: "Dormant users",
    enter: (page: Page) => entry(page).waitFor(),
    entry,
  };
}

/** @param none what the choice of no risk is called */
function riskSelect(none: string): FilterStep {
  const choose = (page: Page, name: string) => page.getByRole("option", { name, exact: true });
  const open = (page: Page) => click(page.getByRole("combobox", { name: "Risk" }));
  return {
    name: "risk",
    limited: true,
    asks: { risk_level: RISK },
    async prepare(page) {
      await open(page);
      await choose(page, RISK).waitFor();
    },
    act: (page) => restAndClick(choose(page, RISK)),
    async reset(page) {
      await open(page);
      await click(choose(page, none));
    },
  };
}

function typedSearch(text: string, field: (page: Page) => Locator, reset: (page: Page) => Promise<void>): FilterStep {
  return {
    name: "search, typed",
    limited: false,
    asks: { q: text },
    async prepare(page) {
      await click(field(page));
      await page.keyboard.type(text.slice(0, -1), { delay: LETTER_MS });
    },
    act: (page) => page.keyboard.press(text.slice(-1)),
    reset,
  };
}

function session(search: (page: Page) => Locator, toggle: (page: Page, at: number) => Promise<void>) {
  return [
    (page: Page) => click(search(page)),
    ...times(6, (page, at) => page.keyboard.press("haddad".charAt(at))),
    (page: Page) => search(page).fill(""),
    ...times(4, (page) => click(button(page, /next page/i))),
    ...times(5, toggle),
    ...times(5, toggle),
  ];
}

/** Whom each filter has to show first. @throws {Error} where that is who is shown without it: nothing could be seen then */
export async function expectedRows(api: BenchApi, { filters }: BenchedPage): Promise<{ all: string; by: string[] }> {
  const emailOf = async (asks: FilterStep["asks"]) => (await api.first(asks)).email ?? "";
  const all = await emailOf({});
  const by: string[] = [];
  for (const { name, asks } of filters) {
    const email = await emailOf(asks);
    if (email === "" || email === all) throw new Error(`${name}: its first user is that of the whole list`);
    by.push(email);
  }
  return { all, by };
}
