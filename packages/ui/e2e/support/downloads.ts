import type { Page, Request } from "playwright";
import { serveExampleHost } from "../../../../scripts/example-hosts.ts";
import type { Stack } from "./stack.ts";
import { chartsDrawn, TrustXPage } from "./trustx-page.ts";

/** KB of 1,000 bytes, gzip, from the remote's address. */
export const DOWNLOAD_LIMITS_KB = {
  /** The component remote in a React 19 host, until rows are on screen. */
  rows: 150,
  /** The same, until the charts are drawn. */
  charts: 260,
  /** The standalone remote, until the charts are drawn. */
  standaloneCharts: 340,
} as const;

export interface Download {
  /** Below the remote's address. */
  readonly path: string;
  /** As it travelled: the compressed body. */
  readonly bytes: number;
}

/** What a page fetched of the remote until each moment; every list holds the one before. */
export interface Downloads {
  /** Until rows are on screen, with the charts held back. */
  readonly rows: readonly Download[];
  readonly charts: readonly Download[];
  readonly modal: readonly Download[];
}

/** The chunk that the drawings wait for. */
const CHARTS = /\/assets\/recharts-[^/]+\.js$/;

/** The built remote in the built TrustX host, which brings React and Emotion. */
export async function weighComponents(stack: Stack): Promise<Downloads> {
  const trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin });
  try {
    return await weigh(trustx.page, stack.remote.origin, () => trustx.signIn());
  } finally {
    await trustx.close();
  }
}

/** The built standalone remote in a page that brings nothing. */
export async function weighStandalone(stack: Stack): Promise<Downloads> {
  const site = await serveExampleHost("plain-page", { apiBase: stack.apiOrigin, remoteBase: stack.remote.origin });
  const page = await stack.browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  try {
    return await weigh(page, stack.remote.origin, async () => {
      await page.goto(site.origin);
      await page.getByRole("button", { name: "northwind" }).click();
    });
  } finally {
    await page.close();
    await site.close();
  }
}

/** Bytes of a list of downloads, in KB. */
export function kilobytes(downloads: readonly Download[]): number {
  return downloads.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}

async function weigh(page: Page, remoteOrigin: string, open: () => Promise<void>): Promise<Downloads> {
  const requests: Request[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(`${remoteOrigin}/`)) requests.push(request);
  });
  const rowsShown = Promise.withResolvers<void>();
  await page.route(CHARTS, async (route) => {
    await rowsShown.promise;
    await route.continue();
  });
  await open();
  await page.locator('table[aria-busy="false"] tr[data-user-id]').first().waitFor();
  const rows = await sizesOf(requests.filter((request) => !CHARTS.test(request.url())));
  rowsShown.resolve();
  await chartsDrawn(page);
  const charts = await sizesOf(requests);
  if (!charts.some(({ path }) => CHARTS.test(path)))
    throw new Error("The charts did not come in a chunk of their own.");
  const details = page.getByRole("button", { name: /^View details/ });
  await details.first().click();
  await page.getByRole("dialog").getByRole("heading", { name: "Why", exact: true }).waitFor();
  return { rows, charts, modal: await sizesOf(requests) };
}

/** Waits for those that are still on their way. */
function sizesOf(requests: readonly Request[]): Promise<Download[]> {
  return Promise.all(
    requests.map(async (request) => {
      const response = await request.response();
      if (!response?.ok()) throw new Error(`${request.url()} did not come.`);
      await response.finished();
      const { responseBodySize: bytes } = await request.sizes();
      if (bytes === 0) throw new Error(`${request.url()} came without a body.`);
      return { path: new URL(request.url()).pathname, bytes };
    }),
  );
}
