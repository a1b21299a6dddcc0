import { expect, it } from "vitest";
import { type CoverageMap, coverageByPackage } from "./coverage-by-package.ts";

it("coverage is summed over the files of each package", () => {
  const lines: Record<string, readonly [covered: number, total: number]> = {
    "/project/packages/ui/src/a.ts": [1, 4],
    "/project/packages/bff/src/a.ts": [8, 10],
    "/project/packages/bff/src/db/b.ts": [10, 10],
  };
  const coverage: CoverageMap = {
    files: () => Object.keys(lines),
    fileCoverageFor: (file) => ({
      toSummary: () => {
        const [covered, total] = lines[file] ?? [0, 0];
        return { lines: { covered, total }, branches: { covered: 0, total: 0 } };
      },
    }),
  };
  expect(coverageByPackage(coverage, "/project")).toEqual([
    "packages/bff: lines 90.0 % (18/20), branches 100.0 % (0/0)",
    "packages/ui: lines 25.0 % (1/4), branches 100.0 % (0/0)",
  ]);
});
