import { relative, sep } from "node:path";
import type { Reporter } from "vitest/node";

interface Count {
  readonly covered: number;
  readonly total: number;
}

/** The part of istanbul's coverage map that is read here. */
export interface CoverageMap {
  files(): string[];
  fileCoverageFor(file: string): { toSummary(): { readonly lines: Count; readonly branches: Count } };
}

/** One line for each package: covered and total lines and branches, and their share in per cent. */
export function coverageByPackage(coverage: CoverageMap, root: string): string[] {
  const packages = new Map<string, { lines: Count; branches: Count }>();
  for (const file of coverage.files()) {
    const name = relative(root, file).split(sep).slice(0, 2).join("/");
    const { lines, branches } = coverage.fileCoverageFor(file).toSummary();
    const known = packages.get(name);
    packages.set(name, { lines: sum(known?.lines, lines), branches: sum(known?.branches, branches) });
  }
  return [...packages]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, { lines, branches }]) => `${name}: lines ${share(lines)}, branches ${share(branches)}`);
}

/** Prints the coverage of each package at the end of a run. */
export class CoverageByPackage implements Reporter {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  onCoverage(coverage: unknown): void {
    const lines = coverageByPackage(coverage as CoverageMap, this.#root);
    process.stdout.write(`\nCoverage\n${lines.map((line) => `  ${line}\n`).join("")}`);
  }
}

function sum(one: Count = { covered: 0, total: 0 }, other: Count): Count {
  return { covered: one.covered + other.covered, total: one.total + other.total };
}

function share({ covered, total }: Count): string {
  const percent = total === 0 ? 100 : (100 * covered) / total;
  return `${percent.toFixed(1)} % (${covered}/${total})`;
}
