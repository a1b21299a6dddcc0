import type { QueryEvent } from "../packages/bff/src/db/tenant-transaction.ts";
import { percentile } from "./measure.ts";

/** What the product's queries took, by name. */
export class QueryTimes {
  readonly #times = new Map<string, number[]>();

  add({ query, durationMs }: Pick<QueryEvent, "query" | "durationMs">): void {
    const times = this.#times.get(query);
    if (times === undefined) this.#times.set(query, [durationMs]);
    else times.push(durationMs);
  }

  clear(): void {
    this.#times.clear();
  }

  /** Seconds of all queries, for each of so many. */
  busySeconds(shares: number): number {
    return [...this.#times.values()].reduce((sum, times) => sum + total(times), 0) / 1_000 / shares;
  }

  /** A line for each of the queries that took most. */
  dearest(count: number): string[] {
    const names = [...this.#times].toSorted(([, one], [, other]) => total(other) - total(one)).map(([name]) => name);
    return names.slice(0, count).map((name) => `${name}: ${this.describe(name)}`);
  }

  describe(name: string): string {
    const times = this.#times.get(name) ?? [];
    return `${times.length} times, ${(total(times) / 1_000).toFixed(2)} s, p50 ${percentile(times, 0.5).toFixed(2)} p95 ${percentile(times, 0.95).toFixed(2)} ms`;
  }
}

function total(times: readonly number[]): number {
  return times.reduce((sum, ms) => sum + ms, 0);
}
