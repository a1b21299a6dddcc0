import { machine, median, percentile } from "../measure.ts";
import type { PageFigures } from "./measure-page.ts";

interface Metric {
  readonly name: string;
  readonly unit: "ms" | "MB" | "";
  /** What the product promises of the middle value, or of p98 where `judged` says so. */
  readonly limit?: number;
  readonly judged?: "p98";
  readonly samplesOf: (turns: readonly PageFigures[]) => number[];
}

interface Measured {
  readonly median: number;
  readonly p98: number;
  readonly worst: number;
  readonly samples: number;
}

interface MeasuredMetric extends Omit<Metric, "samplesOf"> {
  readonly pages: Readonly<Record<string, Measured>>;
}

export interface Report {
  readonly machine: string;
  /** The page that the limits are for, then its peers. */
  readonly pages: readonly string[];
  readonly metrics: readonly MeasuredMetric[];
  /** Names of metrics whose limit is broken. */
  readonly broken: readonly string[];
}

/** The browser reports no interaction that took less than 16 ms: half of that is nearer than nothing. */
const QUICK_MS = 8;

const filterTimes = (turns: readonly PageFigures[], isWanted: (name: string, limited: boolean) => boolean) =>
  turns.flatMap(({ filters }) => filters.filter(({ name, limited }) => isWanted(name, limited)));

const ofOpens =
  (figure: (open: PageFigures["opens"][number]) => number | undefined) =>
  (turns: readonly PageFigures[]): number[] =>
    turns.flatMap(({ opens }) => opens.flatMap((open) => figure(open) ?? []));

function metricsOf(filterNames: Iterable<string>): Metric[] {
  const ms = "ms";
  return [
    { name: "mount to first rows", unit: ms, limit: 500, samplesOf: ofOpens(({ mountToRows }) => mountToRows) },
    { name: "mount to all charts", unit: ms, limit: 1000, samplesOf: ofOpens(({ mountToCharts }) => mountToCharts) },
    { name: "click to first rows", unit: ms, samplesOf: ofOpens(({ clickToRows }) => clickToRows) },
    { name: "click to all charts", unit: ms, samplesOf: ofOpens(({ clickToCharts }) => clickToCharts) },
    {
      name: "address to first rows",
      unit: ms,
      samplesOf: (turns) => turns.map(({ direct }) => direct.navigationToRows),
    },
    { name: "  nothing cached", unit: ms, samplesOf: (turns) => turns.map(({ cold }) => cold.navigationToRows) },
    {
      name: "filter to painted rows",
      unit: ms,
      limit: 100,
      samplesOf: (turns) => filterTimes(turns, (_, limited) => limited).map(({ total }) => total),
    },
    ...[...filterNames].map((wanted) => ({
      name: `  by ${wanted}`,
      unit: "ms" as const,
      samplesOf: (turns: readonly PageFigures[]) =>
        filterTimes(turns, (name) => name === wanted).map(({ total }) => total),
    })),
    {
      name: "interaction to next paint",
      unit: ms,
      limit: 100,
      judged: "p98",
      samplesOf: (turns) => turns.flatMap(interactionTimes),
    },
    { name: "layout shift, opening", unit: "", limit: 0.02, samplesOf: ofOpens(({ shifts }) => shifts) },
    {
      name: "layout shift, at work",
      unit: "",
      limit: 0.02,
      samplesOf: (turns) => turns.map(({ session }) => session.unexplainedShifts),
    },
    { name: "long tasks, opening", unit: ms, samplesOf: ofOpens(({ longTasksMs }) => longTasksMs) },
    { name: "JavaScript heap", unit: "MB", samplesOf: (turns) => turns.map(({ heapMb }) => heapMb) },
    { name: "fixed work", unit: ms, samplesOf: (turns) => turns.flatMap(({ calibration }) => calibration) },
  ];
}

function interactionTimes({ session }: PageFigures): number[] {
  const reported = session.interactions.map(({ durationMs }) => durationMs);
  const quick = Math.max(0, session.interactionCount - reported.length);
  return [...reported, ...Array<number>(quick).fill(QUICK_MS)];
}

/** @param figures each page's turns, the page that the limits are for first */
export function summarize(figures: ReadonlyMap<string, readonly PageFigures[]>): Report {
  const pages = [...figures.keys()];
  const [ours = ""] = pages;
  const filterNames = new Set([...figures.values()].flat().flatMap(({ filters }) => filters.map(({ name }) => name)));
  const metrics = metricsOf(filterNames).map(({ samplesOf, ...metric }): MeasuredMetric => {
    const measured: Record<string, Measured> = {};
    for (const [name, turns] of figures) {
      const samples = samplesOf(turns);
      if (samples.length === 0) continue;
      measured[name] = {
        median: median(samples),
        p98: percentile(samples, 0.98),
        worst: Math.max(...samples),
        samples: samples.length,
      };
    }
    return { ...metric, pages: measured };
  });
  const isBroken = (metric: MeasuredMetric) =>
    (judgedOf(metric, ours) ?? 0) > (metric.limit ?? Number.POSITIVE_INFINITY);
  return { machine: machine(), pages, metrics, broken: metrics.filter(isBroken).map(({ name }) => name) };
}

const judgedOf = ({ pages, judged }: MeasuredMetric, page: string): number | undefined =>
  pages[page]?.[judged ?? "median"];

/** One line of a single turn, for whoever cannot wait for the table: the middle value of each metric that has a limit. */
export function glance(turn: PageFigures): string {
  return metricsOf([])
    .filter(({ limit }) => limit !== undefined)
    .flatMap(({ name, unit, samplesOf }) => {
      const samples = samplesOf([turn]);
      return samples.length === 0
        ? []
        : `${name} ${median(samples).toFixed(unit === "ms" ? 0 : 4)}${unit && ` ${unit}`}`;
    })
    .join(", ");
}

/** A table for people: each page's middle value and its worst, what is promised, and how we stand to that and to each peer. */
export function printReport(
  { machine: on, pages, metrics, broken }: Report,
  figures: ReadonlyMap<string, readonly PageFigures[]>,
): void {
  const [ours = "", ...peers] = pages;
  const rows = metrics.map((metric) => {
    const digits = { ms: 0, MB: 1, "": 4 }[metric.unit];
    const own = judgedOf(metric, ours);
    const cells = pages.map((page) => {
      const value = judgedOf(metric, page);
      return value === undefined ? "-" : `${value.toFixed(digits)} / ${metric.pages[page]?.worst.toFixed(digits)}`;
    });
    const ratioTo = (other: number | undefined) => (own === undefined || !other ? "" : (own / other).toFixed(2));
    return [
      [metric.name, metric.judged, metric.unit && `(${metric.unit})`].filter(Boolean).join(" "),
      ...cells,
      `${metric.limit ?? ""}`,
      ratioTo(metric.limit),
      ...peers.map((page) => ratioTo(judgedOf(metric, page))),
    ];
  });
  const head = ["median / worst", ...pages, "limit", "of limit", ...peers.map((page) => `of ${page}`)];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((cells) => cells[at]?.length ?? 0)));
  console.log(`${on}; Chromium slowed 4x`);
  for (const cells of [head, ...rows]) {
    console.log(
      cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  "),
    );
  }
  for (const [name, turns] of figures) tellParts(name, turns);
  console.log("A typed search holds the pause that means the word is written: 300 ms on each page.");
  console.log(broken.length === 0 ? "every limit is kept" : `BROKEN: ${broken.join(", ")}`);
}

/** What a filter's time is made of, and which interactions were the slowest. */
function tellParts(page: string, turns: readonly PageFigures[]): void {
  const times = filterTimes(turns, (_, limited) => limited);
  const asked = times.flatMap(({ parts }) => parts ?? []);
  const middle = (of: (part: (typeof asked)[number]) => number) => median(asked.map(of)).toFixed(0);
  const slowest = turns
    .flatMap(({ session }) => session.interactions)
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, 6);
  console.log(
    `${page}: ${asked.length} of ${times.length} filters asked once they were pressed` +
      (asked.length === 0
        ? "; "
        : `: ${middle(({ toRequest }) => toRequest)} ms to the request, ${middle(({ request }) => request)} ms of request, ` +
          `${middle(({ toPaint }) => toPaint)} ms from the answer to the paint; `) +
      `slowest: ${slowest.map(({ name, at, durationMs }) => `${name} "${at}" ${durationMs}`).join(", ")}`,
  );
}
