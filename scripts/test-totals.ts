import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

const Report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string().default(""),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().default(""),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

const MESSAGE_LINES = 12;

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

/** Tests that failed and passed when they were asked again: each hides a race, in the test or in the product. */
export function unsteadyOf(reports: readonly (string | undefined)[], root: string): string[] {
  return reports.flatMap((text) =>
    (Report.safeParse(parsed(text)).data?.testResults ?? []).flatMap((file) =>
      file.assertionResults
        .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
        .map((one) => told(relative(root, file.name), one)),
    ),
  );
}

/**
 * What failed, each with its file below `root`, its name and the beginning of its message: a long log that was cut still
 * ends with it.
 */
export function failuresOf(reports: readonly (string | undefined)[], root: string): string[] {
  return reports.flatMap((text) => {
    const report = Report.safeParse(parsed(text)).data;
    if (report === undefined) return ["a report is missing or cut off: its run ended before it could tell"];
    return report.testResults.flatMap((file) => {
      const at = relative(root, file.name);
      const failed = file.assertionResults.filter(({ status }) => status === "failed");
      if (failed.length === 0) return file.status === "failed" ? [`${at}\n${beginningOf(file.message)}`] : [];
      return failed.map((one) => told(at, one));
    });
  });
}

function told(file: string, { fullName, failureMessages }: { fullName: string; failureMessages: string[] }): string {
  return `${file} › ${fullName}\n${beginningOf(failureMessages.join("\n"))}`;
}

function beginningOf(message: string): string {
  const lines = stripVTControlCharacters(message).split("\n");
  return lines
    .slice(0, MESSAGE_LINES)
    .map((line) => `    ${line}`)
    .join("\n");
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
  for (const unsteady of unsteadyOf(reports, process.cwd()))
    process.stdout.write(`passed only when asked again: ${unsteady}\n`);
  for (const failure of failuresOf(reports, process.cwd())) process.stdout.write(`failed: ${failure}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
