import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

let stack: Stack;
let trustx: TrustXPage;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());
beforeEach(async () => {
  trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin });
});
afterEach(() => trustx.close());

const isInView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

const LIST = "**/profile360/insights/dormant-users*";

test("after signing in the table comes from the remote, among the host's own pages and in its colours", async () => {
  await trustx.signIn();
  await trustx.rowsShown();
  await trustx.page.getByText(/^1–50 of/).waitFor();
  expect(await trustx.threshold.inputValue()).toBe("30");
  const links = await trustx.page.getByRole("navigation", { name: "Main" }).getByRole("link").allTextContents();
  expect(links.slice(0, 3)).toEqual(["Overview", "Access", "Dormant users"]);
  const color = await trustx.button("Export").evaluate((element) => getComputedStyle(element).color);
  expect(color).toBe("rgb(0, 105, 107)");
  await trustx.button("Dark colours").click();
  await expect
    .poll(() => trustx.button("Export").evaluate((element) => getComputedStyle(element).color))
    .toBe("rgb(99, 210, 212)");
  expect(trustx.complaints).toEqual([]);
});

test("threshold, order and page are the server's work and hold together", async () => {
  await trustx.signIn();
  await trustx.rowsShown();
  const atThirty = await trustx.range.textContent();
  await trustx.setThreshold(200);
  expect(await trustx.range.textContent()).not.toBe(atThirty);
  await trustx.sortBy("Days inactive", "ascending");
  const ages = (await trustx.column("days")).map((text) => Number(text.replace(",", "")));
  expect(ages[0]).toBeGreaterThanOrEqual(200);
  expect(ages).toEqual([...ages].sort((a, b) => a - b));
  const firstPage = await trustx.column("email");
  await trustx.button("Next page").click();
  await trustx.page.getByText(/^51–100 of/).waitFor();
  await trustx.rowsShown();
  const secondPage = await trustx.column("email");
  expect(secondPage.filter((email) => firstPage.includes(email))).toEqual([]);
});

test("nothing moves while one filters, and a page turned at its end is seen from its beginning, the way on in sight", async () => {
  const { page } = trustx;
  await trustx.signIn();
  await trustx.rowsShown();
  await trustx.chartsShown();
  const whileOpened = await trustx.layoutShift();
  await trustx.button(/^Critical & open/).click();
  await trustx.button("Take off the filter Risk").click();
  await trustx.rowsShown();
  await trustx.button("Clear all").click();
  await page.getByText(/^1–50 of/).waitFor();
  await trustx.rowsShown();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await trustx.button("Next page").click();
  await page.getByText(/^51–100 of/).waitFor();
  await trustx.rowsShown();
  for (const seen of [page.locator('tr[data-index="0"]'), trustx.button("Next page")]) {
    await expect.poll(() => seen.evaluate(isInView)).toBe(true);
  }
  // What filters say of themselves moves their neighbours by a word.
  expect((await trustx.layoutShift()) - whileOpened).toBeLessThan(0.004);
});

test("an API that is down is told with a way back, and Retry takes it", async () => {
  await trustx.page.route(LIST, (route) => route.abort());
  await trustx.signIn();
  await trustx.page.getByText("The service cannot be reached").waitFor();
  await trustx.page.unroute(LIST);
  await trustx.button("Retry").click();
  await trustx.rowsShown();
});

test("a token that expires in mid-work is renewed once and the work goes on", async () => {
  await trustx.signIn();
  await trustx.rowsShown();
  let refused = 0;
  let renewals = 0;
  trustx.page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/dev/token")) renewals += 1;
  });
  await trustx.page.route(LIST, async (route) => {
    if (route.request().method() !== "GET" || refused > 0) return route.continue();
    refused += 1;
    const problem = {
      type: "urn:dormant-users:invalid_token",
      title: "Invalid token",
      status: 401,
      code: "invalid_token",
    };
    return route.fulfill({ status: 401, headers: { "access-control-allow-origin": "*" }, json: problem });
  });
  await trustx.setThreshold(90);
  await trustx.rowsShown();
  expect(refused).toBe(1);
  expect(renewals).toBe(1);
  expect(await trustx.threshold.inputValue()).toBe("90");
});

test("where nobody is that quiet, the page says what it means and what to do", async () => {
  await trustx.signIn();
  await trustx.rowsShown();
  await trustx.setThreshold(3650);
  await trustx.page.getByText("Nobody has been quiet for 3,650 days").waitFor();
  await trustx.button("Look at 90 days").click();
  await trustx.rowsShown();
});

test("another tenant's sign-in shows that tenant's users alone", async () => {
  await trustx.signIn("Northwind");
  await trustx.rowsShown();
  const before = await trustx.range.textContent();
  await trustx.button("Sign out").click();
  await trustx.button("Contoso").click();
  await trustx.rowsShown();
  expect(await trustx.range.textContent()).not.toBe(before);
});

test("a row opens its user over the list, in the address too, and closing leads back to the row", async () => {
  await trustx.signIn();
  await trustx.rowsShown();
  const row = trustx.rows.first();
  const userId = await row.getAttribute("data-user-id");
  await row.getByRole("button", { name: /^View details/ }).click();
  await trustx.page.getByRole("dialog").waitFor();
  expect(new URL(trustx.page.url()).searchParams.get("du_user")).toBe(userId);
  await trustx.page.keyboard.press("Escape");
  await trustx.page.getByRole("dialog").waitFor({ state: "detached" });
  await expect
    .poll(() => trustx.page.evaluate(() => document.activeElement?.getAttribute("data-user-id")))
    .toBe(userId);
  expect(new URL(trustx.page.url()).search).toBe("");
});

test("a page of the remote's that cannot be fetched costs that page alone", async () => {
  await trustx.page.route(/assets\/DormantUsersDashboard-/, (route) => route.abort());
  await trustx.signIn();
  await trustx.page.getByRole("heading", { name: "This page is unavailable right now" }).waitFor();
  await trustx.page.getByRole("link", { name: "Access", exact: true }).click();
  await trustx.page.getByRole("heading", { name: "Access" }).waitFor();
  await trustx.page.goBack();
  await trustx.button("Try again").waitFor();
  await trustx.page.unroute(/assets\/DormantUsersDashboard-/);
  await trustx.button("Try again").click();
  await trustx.rowsShown();
});

test("a remote that is late holds nobody up, and appears when it comes", async () => {
  let release = () => {};
  const held = new Promise<void>((go) => {
    release = go;
  });
  await trustx.page.route("**/mf-manifest.json*", async (route) => {
    await held;
    await route.continue();
  });
  await trustx.signIn();
  await trustx.page.getByText("This takes longer than usual").waitFor();
  await trustx.page.getByRole("link", { name: "Overview" }).click();
  await trustx.page.getByRole("heading", { name: "Profile360" }).waitFor();
  release();
  await trustx.page.getByRole("link", { name: "Dormant users" }).click();
  await trustx.rowsShown();
});

test("the list is as tall from its first rows on as it proves to be, however the width sets their height", async () => {
  const { page } = trustx;
  const height = () => trustx.table.locator("tbody").evaluate((list) => list.getBoundingClientRect().height);
  // Reasons stand below the facts: the rows are half as tall again as on a wider page.
  await page.setViewportSize({ width: 1280, height: 900 });
  await trustx.signIn();
  await trustx.rowsShown();
  await page.evaluate(async () => {
    for (let to = 0; to < document.documentElement.scrollHeight; to += innerHeight / 2) {
      scrollTo(0, to);
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }
  });
  const seenToItsEnd = await height();
  await trustx.signIn();
  await trustx.rowsShown();
  await expect.poll(async () => Math.abs((await height()) - seenToItsEnd) / seenToItsEnd).toBeLessThan(0.1);
});
