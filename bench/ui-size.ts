import {
  DOWNLOAD_LIMITS_KB,
  type Download,
  type Downloads,
  kilobytes,
  weighComponents,
  weighStandalone,
} from "../packages/ui/e2e/support/downloads.ts";
import { startStack } from "../packages/ui/e2e/support/stack.ts";

/**
 * What a browser downloads of the remote: the compressed bytes that travel from its address in a real Chromium, entry and
 * federation runtime included; what the host brings itself does not count. Build first: `pnpm run build:ui`, then
 * `node bench/ui-size.ts`. Ends with 1 where a limit is broken.
 */
const LARGEST = 12;

const stack = await startStack();
let components: Downloads;
let standalone: Downloads;
try {
  components = await weighComponents(stack);
  standalone = await weighStandalone(stack);
} finally {
  await stack.close();
}

const kept = [
  report("components, until rows are on screen", components.rows, DOWNLOAD_LIMITS_KB.rows),
  report("components, until the charts are drawn", components.charts, DOWNLOAD_LIMITS_KB.charts),
  report("components, with a user's details open", components.modal),
  report("standalone, until rows are on screen", standalone.rows),
  report("standalone, until the charts are drawn", standalone.charts, DOWNLOAD_LIMITS_KB.standaloneCharts),
  report("standalone, with a user's details open", standalone.modal),
];
listLargest("components, until rows are on screen", components.rows);
listLargest("components, after that", later(components));
listLargest("standalone, until the charts are drawn", standalone.charts);
process.exitCode = kept.every(Boolean) ? 0 : 1;

function later({ rows, modal }: Downloads): Download[] {
  const before = new Set(rows.map(({ path }) => path));
  return modal.filter(({ path }) => !before.has(path));
}

function report(what: string, downloads: readonly Download[], limit?: number): boolean {
  const size = kilobytes(downloads);
  const ratio = limit ? `${(size / limit).toFixed(2)} of ${limit} KB` : "no limit";
  const verdict = limit && size >= limit ? "BROKEN" : "";
  process.stdout.write(
    `${what.padEnd(42)} ${size.toFixed(1).padStart(6)} KB in ${String(downloads.length).padStart(2)} files  ${ratio} ${verdict}\n`,
  );
  return !verdict;
}

function listLargest(what: string, downloads: readonly Download[]): void {
  process.stdout.write(`\n${what}:\n`);
  for (const { path, bytes } of downloads.toSorted((a, b) => b.bytes - a.bytes).slice(0, LARGEST)) {
    process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(8)} KB  ${path}\n`);
  }
}
