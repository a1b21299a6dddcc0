import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evaluateReturns, type ReturnEvaluation } from "./evaluate-returns.ts";
import type { ForecastFigures } from "./metrics.ts";
import { parseHistory } from "./return-history.ts";

const PROJECT = join(import.meta.dirname, "../../../../..");
const DATA = process.env.DORMANT_SHARED_DATA ?? join(PROJECT, "../shared/data");
const TENANTS = ["fastify", "laravel"];
const isThere = TENANTS.every((tenant) => existsSync(join(DATA, `rhythm_${tenant}.json`)));
if (!isThere) console.warn("Skipped: no public histories. Set DORMANT_SHARED_DATA to the folder with rhythm_*.json.");

// The table of the data's README: judged, returned, AUC recency and logistic, Brier constant and logistic, log loss of both.
const README: Record<string, readonly string[]> = {
  "fastify 180": ["875", "11", "0.908", "0.969", "0.0124", "0.0078", "0.0675", "0.0330"],
  "fastify 365": ["847", "18", "0.941", "0.968", "0.0208", "0.0106", "0.1029", "0.0434"],
  "fastify 730": ["775", "17", "0.898", "0.911", "0.0215", "0.0204", "0.1055", "0.0842"],
  "fastify 1095": ["685", "17", "0.887", "0.884", "0.0242", "0.0211", "0.1162", "0.0855"],
  "laravel 180": ["4562", "91", "0.878", "0.886", "0.0195", "0.0171", "0.0978", "0.0723"],
  "laravel 365": ["4405", "102", "0.868", "0.874", "0.0226", "0.0201", "0.1101", "0.0839"],
  "laravel 730": ["4084", "99", "0.879", "0.882", "0.0237", "0.0205", "0.1141", "0.0840"],
  "laravel 1095": ["3799", "106", "0.877", "0.896", "0.0271", "0.0233", "0.1274", "0.0921"],
};

const digits = (value: number | null, count: number) => value?.toFixed(count) ?? "";
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function asInReadme({ judged, returned, baselines }: ReturnEvaluation): string[] {
  const { recency, constant, logistic } = baselines;
  const twice = (figure: keyof ForecastFigures) => [digits(constant[figure], 4), digits(logistic[figure], 4)];
  const ranks = [digits(recency.auc, 3), digits(logistic.auc, 3)];
  return [`${judged}`, `${returned}`, ...ranks, ...twice("brier"), ...twice("log_loss")];
}

describe.skipIf(!isThere)("the public histories", () => {
  const evaluations = isThere
    ? TENANTS.flatMap((tenant) => {
        const { history } = parseHistory(readFileSync(join(DATA, `rhythm_${tenant}.json`), "utf8"));
        return evaluateReturns(history, [180, 365, 730, 1095]);
      })
    : [];
  const compared = evaluations.map(({ model, baselines: { logistic, bg_nbd: bgNbd } }) => ({
    ratio: (model.log_loss ?? Number.NaN) / (logistic.log_loss ?? Number.NaN),
    toBgNbd: (model.log_loss ?? Number.NaN) / (bgNbd.log_loss ?? Number.NaN),
    aucGain: (model.auc ?? Number.NaN) - (logistic.auc ?? Number.NaN),
    ece: model.ece ?? Number.NaN,
  }));

  it.each(Object.keys(README))("give the README's figures for constant, recency and logistic: %s", (key) => {
    const evaluation = evaluations.find(({ tenant, back_days }) => `${tenant} ${back_days}` === key);
    expect(evaluation && asInReadme(evaluation)).toEqual(README[key]);
  });

  it("show a log loss of 0.95 of the logistic's at most on average, and nowhere over 1.02 of it", () => {
    expect(mean(compared.map(({ ratio }) => ratio))).toBeLessThanOrEqual(0.95);
    expect(Math.max(...compared.map(({ ratio }) => ratio))).toBeLessThanOrEqual(1.02);
  });

  it("show at least the logistic's AUC on average, and a lower log loss than BG/NBD everywhere", () => {
    expect(mean(compared.map(({ aucGain }) => aucGain))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...compared.map(({ toBgNbd }) => toBgNbd))).toBeLessThan(1);
  });

  it("show a calibration error of 0.015 at most each and 0.01 on average", () => {
    expect(Math.max(...compared.map(({ ece }) => ece))).toBeLessThanOrEqual(0.015);
    expect(mean(compared.map(({ ece }) => ece))).toBeLessThanOrEqual(0.01);
  });
});
