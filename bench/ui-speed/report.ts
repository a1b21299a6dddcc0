import { machine, median, percentile } from "../measure.ts";
import type { PageFigures } from "./measure-page.ts";

interface Metric {
  readonly name: string;
  readonly unit: "ms" | "MB" | "";
  /** What the product promises of the middle value, or of p98 where it is of interactions. */
  readonly limit?: number;
  readonly judged?: "p98";
  readonly samplesOf: (turns: readonly PageFigures[]) => number[];
}

export interface MeasuredMetric {
  readonly metric: string;
  readonly unit: string;
  readonly limit: number | undefined;
  readonly pages: Readonly<
    Record<string, { readonly median: number; readonly p98: number; readonly samples: number }>
  >;
}

/** The browser reports no interaction that took less: half of it is nearer than none of it. */
const QUICK_MS = 8;

const filterTimes = (turns: readonly PageFigures[], wanted: (name: string, limited: boolean) => boolean) =>
  turns.flatMap(({ filters }) => filters.filter(({ name, limited }) => wanted(name, limited)));

function metricsOf(figures: ReadonlyMap<string, readonly PageFigures[]>): Metric[] {
  const filterNames = new Set([...figures.values()].flat().flatMap(({ filters }) => filters.map(({ name }) => name)));
  return [
    {
      name: "mount to first rows",
      unit: "ms",
      limit: 500,
      samplesOf: (turns) => turns.flatMap(({ opens }) => opens.map(({ rows }) => rows)),
    },
    {
      name: "mount to all charts",
      unit: "ms",
      limit: 1000,
      samplesOf: (turns) => turns.flatMap(({ opens }) => opens.flatMap(({ charts }) => charts ?? [])),
    },
    {
      name: "address to first rows",
      unit: "ms",
      samplesOf: (turns) => turns.map(({ direct }) => direct.navigation),
    },
    { name: "the same, nothing cached", unit: "ms", samplesOf: (turns) => turns.map(({ cold }) => cold.navigation) },
    {
      name: "filter to painted rows",
      unit: "ms",
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
      unit: "ms",
      limit: 100,
      judged: "p98",
      samplesOf: (turns) => turns.flatMap(interactionTimes),
    },
    {
      name: "layout shift, opening",
      unit: "",
      limit: 0.02,
      samplesOf: (turns) => turns.flatMap(({ opens }) => opens.map(({ shifts }) => shifts)),
    },
    {
      name: "layout shift, at work",
      unit: "",
      limit: 0.02,
      samplesOf: (turns) => turns.map(({ session }) => session.unexplainedShifts),
    },
    {
      name: "long tasks, opening",
      unit: "ms",
      samplesOf: (turns) => turns.flatMap(({ opens }) => opens.map(({ longTasksMs }) => longTasksMs)),
    },
    { name: "JavaScript heap", unit: "MB", samplesOf: (turns) => turns.map(({ heapMb }) => heapMb) },
    {
      name: "fixed work (calibration)",
      unit: "ms",
      samplesOf: (turns) => turns.flatMap(({ calibration }) => calibration),
    },
  ];
}

function interactionTimes({ session }: PageFigures): number[] {
  const reported = session.interactions.map(({ durationMs }) => durationMs);
  const quick = Math.max(0, session.interactionCount - reported.length);
  return [...reported, ...Array<number>(quick).fill(QUICK_MS)];
}

/** All figures as data; `broken` names each limit that the first page does not keep. */
export function toJson(figures: ReadonlyMap<string, readonly PageFigures[]>) {
  const [ours = ""] = figures.keys();
  const broken: string[] = [];
  const metrics = metricsOf(figures).map((metric): MeasuredMetric => {
    const pages: Record<string, { median: number; p98: number; samples: number }> = {};
    for (const [name, turns] of figures) {
      const samples = metric.samplesOf(turns);
      if (samples.length === 0) continue;
      pages[name] = { median: median(samples), p98: percentile(samples, 0.98), samples: samples.length };
    }
    const judged = pages[ours]?.[metric.judged ?? "median"];
    if (metric.limit !== undefined && judged !== undefined && judged > metric.limit) broken.push(metric.name);
    return { metric: metric.name, unit: metric.unit, limit: metric.limit, pages };
  });
  return { machine: machine(), metrics, broken, turns: Object.fromEntries(figures) };
}

/** A table for people: each page's middle value and p98, what is promised, and how we stand to it and to each peer. */
export function printReport(figures: ReadonlyMap<string, readonly PageFigures[]>): void {
  const { metrics } = toJson(figures);
  const [ours = "", ...peers] = figures.keys();
  const line = (cells: readonly string[]) =>
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(at > 0 ? 17 : 0))).join(" "));
  console.log(`${machine()}; Chromium slowed 4x, median / p98; ratios of ${ours}`);
  line(["", ours, ...peers, "limit", "to limit", ...peers.map((name) => `to ${name}`)]);
  for (const each of metricsOf(figures)) {
    const measured = metrics.find(({ metric }) => metric === each.name);
    if (measured === undefined) continue;
    const digits = each.unit === "" ? 4 : each.unit === "MB" ? 1 : 0;
    const own = measured.pages[ours];
    const cellOf = (name: string) => {
      const page = measured.pages[name];
      return page ? `${page.median.toFixed(digits)} / ${page.p98.toFixed(digits)}` : "-";
    };
    const judged = own?.[each.judged ?? "median"];
    const toLimit = each.limit === undefined || judged === undefined ? "" : (judged / each.limit).toFixed(2);
    const toPeer = (name: string) => {
      const theirs = measured.pages[name]?.[each.judged ?? "median"];
      return judged === undefined || theirs === undefined || theirs === 0 ? "" : (judged / theirs).toFixed(2);
    };
    line([
      each.name,
      ...[ours, ...peers].map(cellOf),
      ...[each.limit === undefined ? "" : `${each.limit}${each.judged ? ` (${each.judged})` : ""}`, toLimit],
      ...peers.map(toPeer),
    ]);
  }
  tellParts(figures);
}

/** What a filter's time is made of, and which interactions were the slowest. */
function tellParts(figures: ReadonlyMap<string, readonly PageFigures[]>): void {
  for (const [name, turns] of figures) {
    const times = filterTimes(turns, (_, limited) => limited);
    if (times.length === 0) continue;
    const middle = (of: (time: (typeof times)[number]) => number) => median(times.map(of)).toFixed(0);
    console.log(
      `${name}: a filter is ${middle(({ toRequest }) => toRequest)} ms to the request, ${middle(({ request }) => request)} ms ` +
        `of request, ${middle(({ toPaint }) => toPaint)} ms from the answer to the paint (medians)`,
    );
    const slowest = turns
      .flatMap(({ session }) => session.interactions)
      .toSorted((a, b) => b.durationMs - a.durationMs)
      .slice(0, 8);
    console.log(`  slowest: ${slowest.map(({ name, at, durationMs }) => `${name} "${at}" ${durationMs}`).join(", ")}`);
  }
  console.log(
    "The dashboard draws three charts, key figures and a threshold; the peers draw the list alone. Times of a typed search " +
      "hold the pause that means the word is written: 300 ms on each page.",
  );
}
