import { expect } from "vitest";
import type { Person } from "../engines/person.ts";
import type { DashboardPage } from "./dashboard-page.ts";

/** Somebody in front of the dashboard, in some host and browser. */
export interface Walker {
  readonly person: Person;
  readonly page: DashboardPage;
  /** Keeps a picture of what the window shows; `closely`: it is a page of its own, for axe to judge too. */
  look(name: string, how?: { closely: boolean }): Promise<void>;
}

/** Begins at the whole list with nothing open, and ends there. */
type Journey = (walker: Walker) => Promise<void>;

export const understand: Journey = async ({ person, page, look }) => {
  expect(await page.figure("Dormant now")).toMatch(/^\d[\d,]*$/);
  await page.chartsShown();
  await person.see("heading", "By risk");
  await person.see("heading", "Trend");
  await look("1-page", { closely: true });
};

export const filter: Journey = async ({ person, page, look }) => {
  const before = await page.total();
  await page.filter("Risk", "Medium");
  await person.until("a shorter list", async () => (await page.total()) < before);
  expect(await person.driver.getCurrentUrl()).toContain("du_risk=medium");
  await look("2-filtered");
  await page.clearFilters();
  expect(await page.total()).toBe(before);
};

export const readEvidence: Journey = async ({ person, page, look }) => {
  await page.openUser(0);
  await person.press("button", /^Evidence E\d+: /);
  await person.see("table", "Evidence");
  await look("3-details", { closely: true });
  await page.close();
};

export const decideAndTakeBack: Journey = async ({ person, page, look }) => {
  await page.filter("Decision", "Not decided");
  const [first, second] = (await page.select(5)) as [string, string];
  await page.decide("Decide about 5 users", /^Keep/);
  await person.reads("Kept 5 accounts.");
  await look("4-decided");
  await page.clearFilters();
  await page.search(first);
  await page.openUser(0);
  await person.press("button", "Take back");
  await person.reads("Taken back");
  await page.close();
  await page.search(second);
  await person.see("button", /^Kept\. /);
  await page.clearFilters();
};

export const exempt: Journey = async ({ person, page, look }) => {
  const name = await page.nameAt(0);
  await person.press("button", /Decide about /, '[data-index="0"]');
  await person.press("menuitem", /^Exempt/);
  await person.press("button", "Exempt");
  await person.reads("Write at least 3 characters");
  await person.write("textbox", /^Reason/, "Parental leave until spring");
  await look("5-exempt");
  await person.press("button", "Exempt");
  await person.reads(`Exempted ${name}.`);
  await person.press("button", /^Exemptions/);
  await person.reads("Parental leave until spring");
  await look("6-exemptions");
  await page.close();
};

export const analyse: Journey = async ({ person, look }) => {
  await person.press("button", "Refresh analysis");
  await person.reads("Analysis finished.");
  await look("7-analysed");
};

export const comeBackByAddress: Journey = async ({ person, page }) => {
  await page.openUser(0);
  const address = await person.driver.getCurrentUrl();
  await page.open(address);
  await person.see("heading", "Why");
  await person.key("ESCAPE");
  await person.gone("dialog");
};

export const exportFile: Journey = async ({ page }) => {
  // The risk that most have: exempting and analysing, engine after engine, may leave nobody of a rarer one.
  await page.filter("Risk", "Low");
  const total = await page.total();
  const file = await page.exportCsv();
  const [head, ...lines] = file.trim().split(/\r?\n/);
  expect(head).toMatch(/user_id/);
  expect(lines).toHaveLength(total);
  await page.clearFilters();
};
