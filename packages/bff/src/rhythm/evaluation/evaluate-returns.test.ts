import { describe, expect, it } from "vitest";
import { simulateVisitors } from "../testing/simulated-tenant.ts";
import { evaluateReturns } from "./evaluate-returns.ts";

const TODAY = 20_000;
const users = simulateVisitors({ seed: 6, accounts: 500, lastDay: TODAY, lengthDays: 2500 });
const tenant = { tenant: "visitors", as_of_day: TODAY, users };

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe("evaluating returns", () => {
  it("gives one entry for each cutoff, in the order asked for", () => {
    const [first, second] = evaluateReturns(tenant, [365, 180]);
    expect([first?.back_days, second?.back_days]).toEqual([365, 180]);
    expect(Object.keys(first ?? {})).toEqual(["tenant", "back_days", "judged", "returned", "model", "baselines"]);
    expect(Object.keys(first?.model ?? {})).toEqual(["auc", "brier", "log_loss", "ece"]);
    expect(Object.keys(first?.baselines ?? {})).toEqual(["recency", "constant", "bg_nbd", "logistic"]);
  });

  it("counts by the set-up: quiet and known for more than 30 days at C, active again in (C, C + 180]", () => {
    const C = TODAY - 180;
    const judged = users.filter(({ days }) => days.some((d) => d <= C) && !days.some((d) => d > C - 31 && d <= C));
    const [evaluation] = evaluateReturns(tenant, [180]);
    expect(evaluation?.judged).toBe(judged.length);
    expect(evaluation?.returned).toBe(judged.filter(({ days }) => days.some((d) => d > C && d <= C + 180)).length);
  });

  it("gives the model the same figures when everything after the outcomes is altered", () => {
    const C = TODAY - 730;
    const cut = users.map(({ id, days }) => ({
      id,
      days: [...days.filter((d) => d <= C + 180), C + 181 + (days.length % 90)],
    }));
    expect(evaluateReturns({ ...tenant, users: cut }, [730])).toEqual(evaluateReturns(tenant, [730]));
  });

  it.each([
    ["one user", [{ id: "a", days: [TODAY - 400, TODAY - 100] }]],
    ["users without days", [{ id: "a", days: [] }]],
    ["nobody ever returned", users.map(({ id, days }) => ({ id, days: days.slice(0, 1) }))],
    ["all activity on one day", users.map(({ id }) => ({ id, days: [TODAY - 500] }))],
    ["nobody old enough", users.map(({ id }) => ({ id, days: [TODAY - 10] }))],
    ["everybody returned", users.map(({ id }, i) => ({ id, days: [TODAY - 600 + (i % 99), TODAY - 100 + (i % 50)] }))],
  ])("answers with numbers or null, never NaN, for %s", (_, few) => {
    for (const evaluation of evaluateReturns({ ...tenant, users: few }, [180, 365, 1095])) {
      for (const value of numbersIn(evaluation)) expect(Number.isFinite(value)).toBe(true);
      expect(JSON.stringify(evaluation)).toContain('"model"');
    }
  });
});
