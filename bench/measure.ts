import { cpus, loadavg } from "node:os";

/** Times of one thing, in milliseconds. */
export interface Timings {
  readonly p50: number;
  readonly p95: number;
}

/** The value that so large a share of all values stays below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Times several things in turns, so that a busy moment of the machine meets all of them alike.
 *
 * @param rounds turns that count; a tenth as many come before and do not
 */
export async function timeInTurns<Name extends string>(
  subjects: Readonly<Record<Name, () => Promise<unknown>>>,
  rounds: number,
): Promise<Record<Name, Timings>> {
  const names = Object.keys(subjects) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
    for (const name of names) {
      const startedAt = performance.now();
      await subjects[name]();
      if (round >= 0) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  return Object.fromEntries(
    names.map((name) => {
      const taken = times.get(name) ?? [];
      return [name, { p50: percentile(taken, 0.5), p95: percentile(taken, 0.95) }];
    }),
  ) as Record<Name, Timings>;
}

/** What the figures were taken on. */
export function machine(): string {
  const [first] = cpus();
  const load = loadavg().map((value) => value.toFixed(1));
  return `${cpus().length} x ${first?.model.trim() ?? "unknown"}, Node ${process.versions.node}, load ${load.join(" ")}`;
}

/** `3.21` and whether it keeps the limit. */
export function verdict(value: number, limit: number): string {
  return `${value.toFixed(2)} (limit ${limit}: ${value <= limit ? "kept" : "BROKEN"})`;
}

/** The middle one; of an even number the higher of two. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);
