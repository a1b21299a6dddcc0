import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const Report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Sums reports of vitest's JSON reporter. A file that could not be loaded has no tests to count: it is one failure, and
 * so is a report that is missing or not whole, because that run ended before it could tell.
 */
export function totalsOf(reports: readonly (string | undefined)[]): Totals {
  return reports.map(totalsOfOne).reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

function totalsOfOne(text: string | undefined): Totals {
  const report = Report.safeParse(parsed(text)).data;
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const reports = process.argv.slice(2).map((file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined));
  const { passed, failed, skipped } = totalsOf(reports);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
