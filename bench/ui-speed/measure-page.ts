import type { Browser, BrowserContext, CDPSession, Page } from "playwright";
import { type BenchedPage, click } from "./pages.ts";
import { type Condition, installRecorder, MOUNT_MARK, type Recording } from "./recorder.ts";

const THROTTLE = 4;
/** Opens of one context whose times count, each in a new document. */
const OPENS = 3;

/** Until what is painted, in ms; `charts` where the page has any. */
export interface OpenTimes {
  /** From the moment at which React is given the page's component to render. */
  readonly mountToRows: number;
  readonly mountToCharts: number | undefined;
  /** From the click that asks for the page: its code is loaded in between. */
  readonly clickToRows: number;
  readonly clickToCharts: number | undefined;
  /** From the navigation, the host's own start and sign-in included. */
  readonly navigationToRows: number;
}

export interface FilterTimes {
  readonly name: string;
  readonly limited: boolean;
  /** From the last input to the painted rows. */
  readonly total: number;
  /** What that is made of; undefined where the answer was there, or under way, before the input. */
  readonly parts: { readonly toRequest: number; readonly request: number; readonly toPaint: number } | undefined;
}

/** One turn of one page. */
export interface PageFigures {
  /** Milliseconds of a fixed piece of work in the slowed page, before each open. */
  readonly calibration: readonly number[];
  /** In the host, static files in the browser's cache, answers remembered by the API but for the first. */
  readonly opens: readonly (OpenTimes & { readonly shifts: number; readonly longTasksMs: number })[];
  /** Straight from the address, with the same caches. */
  readonly direct: OpenTimes;
  /** Straight from the address with nothing in any cache. */
  readonly cold: OpenTimes;
  readonly heapMb: number;
  readonly filters: readonly FilterTimes[];
  readonly session: Recording;
}

/**
 * Opens the page as nobody did before, as somebody does who was here yesterday, and works with it. A context of its own:
 * its caches start empty.
 * @param expected e-mail of whoever comes first, in the whole list and by each filter
 */
export async function measurePage(
  browser: Browser,
  origin: string,
  subject: BenchedPage,
  expected: { readonly all: string; readonly by: readonly string[] },
): Promise<PageFigures> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  try {
    const rows = subject.rows(expected.all);
    const cold = await openDirectly(context, origin, subject, rows);
    // V8 keeps compiled code from the second visit on.
    await openDirectly(context, origin, subject, rows);
    const direct = await openDirectly(context, origin, subject, rows);
    const opens: PageFigures["opens"][number][] = [];
    const calibration: number[] = [];
    for (let turn = 1; ; turn += 1) {
      const { page, cdp } = await newPage(context, undefined);
      await page.goto(`${origin}${subject.hostPath}`);
      await subject.enter(page);
      await settled(page);
      calibration.push(await page.evaluate(() => recorder.calibrate()));
      const [times] = await Promise.all([watchOpen(page, subject, rows), click(subject.entry(page))]);
      await settled(page);
      const { allShifts, longTasks } = await page.evaluate(() => recorder.recording());
      const clickMs = await page.evaluate(() => recorder.lastInputMs());
      opens.push({
        ...times,
        shifts: allShifts,
        longTasksMs: longTasks
          .filter(({ startMs, durationMs }) => startMs + durationMs > clickMs)
          .reduce((sum, { durationMs }) => sum + durationMs, 0),
      });
      if (turn < OPENS) {
        await page.close();
        continue;
      }
      const heapMb = await heapOf(cdp);
      const filters = await measureFilters(page, subject, expected);
      for (const step of subject.session) {
        await step(page);
        await settled(page);
      }
      const session = await page.evaluate(() => recorder.recording());
      return { calibration, opens, direct, cold, heapMb, filters, session };
    }
  } finally {
    await context.close();
  }
}

async function newPage(context: BrowserContext, press: string | undefined): Promise<{ page: Page; cdp: CDPSession }> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.addInitScript(installRecorder, { press, mountMark: MOUNT_MARK });
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  return { page, cdp };
}

async function openDirectly(
  context: BrowserContext,
  origin: string,
  subject: BenchedPage,
  rows: Condition,
): Promise<OpenTimes> {
  const { page } = await newPage(context, subject.press);
  await page.goto(`${origin}${subject.pagePath}`, { waitUntil: "commit" });
  const times = await watchOpen(page, subject, rows);
  await page.close();
  return times;
}

async function watchOpen(page: Page, { charts }: BenchedPage, rows: Condition): Promise<OpenTimes> {
  const [rowsMs, chartsMs] = await Promise.all([painted(page, rows), charts && painted(page, charts)]);
  const [mountMs, clickMs] = await page.evaluate(() => [recorder.mountMs(), recorder.lastInputMs()] as const);
  return {
    mountToRows: rowsMs - mountMs,
    mountToCharts: chartsMs && chartsMs - mountMs,
    clickToRows: rowsMs - clickMs,
    clickToCharts: chartsMs && chartsMs - clickMs,
    navigationToRows: rowsMs,
  };
}

async function measureFilters(
  page: Page,
  subject: BenchedPage,
  expected: { readonly all: string; readonly by: readonly string[] },
): Promise<FilterTimes[]> {
  const times: FilterTimes[] = [];
  for (const [at, filter] of subject.filters.entries()) {
    await filter.prepare?.(page);
    await settled(page);
    const [paintedMs] = await Promise.all([painted(page, subject.rows(expected.by[at] ?? "")), filter.act(page)]);
    const inputMs = await page.evaluate(() => recorder.lastInputMs());
    const answers = await page.evaluate((since) => recorder.answersSince(since), inputMs);
    // Figures that come after the rows are not what the rows waited for.
    const awaited = answers.filter((answer) => answer.endMs <= paintedMs);
    const startMs = Math.min(...awaited.map((answer) => answer.startMs));
    const endMs = Math.max(...awaited.map((answer) => answer.endMs));
    const { name, limited } = filter;
    const parts = { toRequest: startMs - inputMs, request: endMs - startMs, toPaint: paintedMs - endMs };
    times.push({ name, limited, total: paintedMs - inputMs, parts: awaited.length === 0 ? undefined : parts });
    await Promise.all([painted(page, subject.rows(expected.all)), filter.reset(page)]);
    await settled(page);
  }
  return times;
}

const painted = (page: Page, condition: Condition): Promise<number> =>
  page.evaluate((wanted) => recorder.painted(wanted), condition);

/** Until the page has nothing to do: the next input then meets what a person's would. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done) => requestAnimationFrame(() => requestIdleCallback(() => done(), { timeout: 5_000 }))),
  );

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return usedSize / 2 ** 20;
}
