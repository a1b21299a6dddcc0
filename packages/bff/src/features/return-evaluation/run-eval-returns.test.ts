import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HistoryError } from "../../rhythm/evaluation/return-history.ts";
import { BackDaysError, HistoryUnreadableError, runEvalReturns } from "./index.ts";

let folder: string;
let historyPath: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eval-returns-"));
  historyPath = join(folder, "history.json");
  const users = Array.from({ length: 40 }, (_, i) => ({ id: `${i}`, days: [900 + i, 100 + 9 * i, 100 + 9 * i] }));
  await writeFile(historyPath, JSON.stringify({ tenant: "acme", as_of_day: 1000, users }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("eval returns", () => {
  it("reads a history, says what it put right, and judges each cutoff", async () => {
    const { evaluations, repairs } = await runEvalReturns({ historyPath, backDays: [180, 365] });
    expect(evaluations.map((evaluation) => evaluation.back_days)).toEqual([180, 365]);
    expect(repairs).toMatchObject({ unsortedUsers: 40, repeatedDays: 40 });
  });

  it("refuses cutoffs whose outcomes are not all known, that lie before 1970 or are none", async () => {
    for (const backDays of [[], [179], [180.5], [1001], [Number.NaN]]) {
      await expect(runEvalReturns({ historyPath, backDays })).rejects.toThrow(BackDaysError);
    }
  });

  it("says which file it cannot read, and what is wrong with one it can", async () => {
    const missing = join(folder, "missing.json");
    await expect(runEvalReturns({ historyPath: missing, backDays: [180] })).rejects.toThrow(HistoryUnreadableError);
    const broken = join(folder, "broken.json");
    await writeFile(broken, "{}");
    await expect(runEvalReturns({ historyPath: broken, backDays: [180] })).rejects.toThrow(HistoryError);
  });
});
