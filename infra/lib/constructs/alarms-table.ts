import { type AlarmSpec, type Runbook, runbookAddressOf } from "./alarms.ts";

/** The table of docs/on-call.md; a test holds the document to it. */
export function alarmsTable(alarms: readonly AlarmSpec[]): string {
  const rows = alarms.map(
    ({ name, severity, customerLoses, runbook }) =>
      `| \`${name}\` | ${severity} | ${customerLoses} | [${runbook}](${fromDocs(runbook)}) |`,
  );
  return ["| Alarm | Severity | What a customer loses | Runbook |", "|---|---|---|---|", ...rows].join("\n");
}

const fromDocs = (runbook: Runbook): string => runbookAddressOf(runbook).replace(/^docs\//, "");
