import type { Browser, BrowserContextOptions, Locator, Page } from "playwright";

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** Resolves once all three charts have their drawings: they are loaded late. */
export const chartsDrawn = (page: Page): Promise<void> =>
  page.locator("svg:is(.recharts-surface, .du-bars)").nth(2).waitFor({ state: "attached" });

interface OpenOptions {
  readonly origin: string;
  readonly size?: keyof typeof SIZES;
  readonly scheme?: "light" | "dark";
  /** What this person's browser differs in. */
  readonly browsing?: BrowserContextOptions;
}

/** The host as a person meets it: sign in, read the table, change what it shows. */
export class TrustXPage {
  readonly page: Page;
  readonly #origin: string;
  /** What the browser complained about; a good journey leaves it empty. */
  readonly complaints: string[] = [];

  private constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  static async open(
    browser: Browser,
    { origin, size = "desktop", scheme = "light", browsing = {} }: OpenOptions,
  ): Promise<TrustXPage> {
    const context = await browser.newContext({
      viewport: SIZES[size],
      colorScheme: scheme,
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "UTC",
      ...(size === "phone" ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
      ...browsing,
    });
    return new TrustXPage(await context.newPage(), origin);
  }

  async signIn(tenant: string | RegExp = "Northwind", path = "/profile360/dormant-users"): Promise<void> {
    await this.page.goto(`${this.#origin}${path}`);
    await this.page.getByRole("button", { name: tenant }).click();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  get table(): Locator {
    return this.page.getByRole("table", { name: "Dormant users" });
  }

  get rows(): Locator {
    return this.table.locator("tbody tr[data-user-id]");
  }

  get threshold(): Locator {
    return this.page.getByRole("spinbutton", { name: "Days inactive" });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  get range(): Locator {
    return this.page.getByText(/^[\d,]+–[\d,]+ of [\d,]+$/);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  /** Waits until rows are shown and none are on their way. */
  async rowsShown(): Promise<void> {
    await this.rows.first().waitFor();
    await this.page.locator('table[aria-busy="false"] tr[data-user-id]').first().waitFor();
  }

  async figuresShown(): Promise<void> {
    await this.page.locator('dl[aria-busy="false"]').waitFor();
  }

  /** Shows the charts where they wait for it: on a phone. */
  async openCharts(): Promise<void> {
    const opener = this.page.getByRole("button", { name: "Charts and threshold", expanded: false });
    if (await opener.isVisible()) await opener.click();
  }

  async chartsShown(): Promise<void> {
    await this.openCharts();
    await chartsDrawn(this.page);
  }

  /** How far things have moved by themselves since the page was opened (cumulative layout shift). */
  layoutShift(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
          });
          observer.observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        }),
    );
  }

  /** How many CSS pixels the page is wider than the window: what scrolls sideways. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  async openExemptions(): Promise<void> {
    await this.button("Exemptions").click();
    await this.dialog.waitFor();
  }

  /** The details of the user in the first row. */
  async openFirstUser(): Promise<void> {
    await this.button("View details").first().click();
    await this.dialog.getByRole("heading", { name: "Maren Kvist" }).waitFor();
  }

  /** The dialog that asks for what a decision about the first row's user needs. */
  async startDecision(kind: string): Promise<void> {
    await this.rows.first().locator("[aria-haspopup=menu]").click();
    // English in a page read from right to left stands between marks.
    await this.page.getByRole("menuitem", { name: new RegExp(`^\\W?${kind}`) }).click();
    await this.dialog.waitFor();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.dialog.waitFor({ state: "detached" });
  }

  async setThreshold(days: number): Promise<void> {
    await this.openCharts();
    await this.threshold.fill(String(days));
    await this.threshold.press("Enter");
    const announced = `${days.toLocaleString("en-GB")} days or more`;
    await this.page.getByRole("status").filter({ hasText: announced }).waitFor({ state: "attached" });
  }

  /** By a header, until the column is in this order. */
  async sortBy(column: string, order: "ascending" | "descending"): Promise<void> {
    const header = this.page.getByRole("columnheader", { name: column }).and(this.page.locator("th[role]"));
    for (let clicks = 0; clicks < 2 && (await header.getAttribute("aria-sort")) !== order; clicks += 1) {
      await header.getByRole("button").click();
      await this.rowsShown();
    }
  }

  /** A column's texts, top to bottom. */
  column(name: "email" | "name" | "days" | "last"): Promise<string[]> {
    const cell = {
      email: ".du-cell-user .du-line bdi",
      name: ".du-who",
      days: ".du-days",
      last: ".du-cell-days .du-line",
    }[name];
    return this.rows.evaluateAll(
      (rows, selector) => rows.map((row) => row.querySelector(selector)?.textContent ?? ""),
      cell,
    );
  }
}
