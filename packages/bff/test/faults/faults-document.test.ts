import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FAULTS } from "./fault-table.ts";

interface Told {
  readonly faults: readonly string[];
  /** The run's status, and who wrote the insights. */
  readonly ends: readonly string[];
}

const DOCUMENT = readFileSync(join(import.meta.dirname, "../../../../docs/faults.md"), "utf8");

/** The rows of its tables by the fault's name; `Name: one, other` names several that end alike. */
function toldInDocument(): Record<string, Told> {
  const rows = DOCUMENT.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:Fault |-)/.test(line));
  return Object.fromEntries(
    rows.map((row) => {
      const [, fault = "", ends = ""] = row.split("|").map((cell) => cell.trim());
      const [name = "", faults = ""] = fault.split(": ");
      const codes = [...ends.matchAll(/`(\w+)`/g)].map(([, code = ""]) => code);
      return [name, { faults: faults.replaceAll("`", "").split(", ").filter(Boolean), ends: codes }];
    }),
  );
}

function provenByTests(): Record<string, Told> {
  return Object.fromEntries(
    [...Map.groupBy(FAULTS, ({ told }) => told)].map(([told, rows]) => {
      const ends = new Set(rows.flatMap(({ run, authors }) => [run.status ?? "", ...Object.keys(authors)]));
      return [told, { faults: rows.flatMap(({ fault }) => fault ?? []), ends: [...ends] }];
    }),
  );
}

it("docs/faults.md tells of the faults that are tested, and of their ends, and of no others", () => {
  expect(toldInDocument()).toEqual(provenByTests());
});
