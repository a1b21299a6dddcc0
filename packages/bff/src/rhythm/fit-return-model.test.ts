import { describe, expect, it } from "vitest";
import { type AccountHistory, InvalidActivityDayError } from "./active-days.ts";
import { fitReturnModel } from "./fit-return-model.ts";
import type { ReturnModel } from "./return-model.ts";
import { returnProbability } from "./return-probability.ts";
import { seededRandom, simulateCompany, simulateVisitors } from "./testing/simulated-tenant.ts";

const TODAY = 20_000;
const company = simulateCompany({ seed: 1, accounts: 800, lastDay: TODAY, lengthDays: 2400 });
const visitors = simulateVisitors({ seed: 2, accounts: 800, lastDay: TODAY, lengthDays: 2400 });

const scores = (model: ReturnModel, histories: readonly AccountHistory[], day: number) =>
  histories.map(({ days }) => returnProbability(model, days, day));

function expectSound(histories: readonly AccountHistory[], day = TODAY): ReturnModel {
  const model = fitReturnModel(histories, day);
  for (const value of model.coefficients) expect(Number.isFinite(value)).toBe(true);
  for (const score of scores(model, histories, day)) {
    if (score.kind === "insufficient_evidence") continue;
    expect(score.probability).toBeGreaterThan(0);
    expect(score.probability).toBeLessThan(1);
  }
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  return model;
}

describe("no peeking", () => {
  it("gives the same model and scores whatever happens after the cutoff", () => {
    const cutoff = TODAY - 365;
    const random = seededRandom(5);
    const altered = company.map(({ id, days }) => ({
      id,
      days: [...days.filter((day) => day <= cutoff), cutoff + 1 + Math.floor(random() * 300)],
    }));
    const strangers = [...altered, { id: "newcomer", days: [cutoff + 1, cutoff + 2] }];
    const model = fitReturnModel(company, cutoff);
    expect(fitReturnModel(strangers, cutoff)).toEqual(model);
    expect(scores(model, altered, cutoff)).toEqual(scores(model, company, cutoff));
  });

  it("scores by the past alone even where the model has seen what came later", () => {
    const model = fitReturnModel(company, TODAY);
    const day = TODAY - 200;
    for (const { days } of company.slice(0, 200)) {
      expect(returnProbability(model, days, day)).toEqual(
        returnProbability(
          model,
          days.filter((d) => d <= day),
          day,
        ),
      );
    }
  });
});

describe("determinism", () => {
  // Whole-number arithmetic only, so that the input, too, is the same everywhere.
  const random = seededRandom(77);
  const histories = Array.from({ length: 400 }, (_, index) => {
    let day = 18_000 + Math.floor(random() * 1500);
    const days = [day];
    while (random() < 0.8 && day < TODAY - 300) {
      day += 1 + Math.floor(random() * random() * 300);
      days.push(day);
    }
    return { id: String(index), days };
  });

  it("has, to the last bit, the coefficients it had on the machine this was written on", () => {
    expect(fitReturnModel(histories, TODAY).coefficients).toEqual(GOLDEN_COEFFICIENTS);
  });

  it("gives the same model for the same input, in whatever order the accounts come", () => {
    const model = fitReturnModel(histories, TODAY);
    expect(fitReturnModel(histories, TODAY)).toEqual(model);
    const shuffled = fitReturnModel(histories.toReversed(), TODAY);
    expect(shuffled.coefficients).toEqual(model.coefficients);
  });

  it("takes days in any order and doubled for the same days in order", () => {
    const untidy = histories.map(({ id, days }) => ({ id, days: [...days.toReversed(), ...days.slice(0, 1)] }));
    expect(fitReturnModel(untidy, TODAY)).toEqual(fitReturnModel(histories, TODAY));
  });
});

describe("stability", () => {
  it("moves an account's probability by less than three points from one day to the next, and little on average", () => {
    const [yesterday, today] = [TODAY - 1, TODAY].map((day) => scores(fitReturnModel(visitors, day), visitors, day));
    const moves = (today ?? []).flatMap((score, index) => {
      const before = yesterday?.[index];
      return score.kind === "estimate" && before?.kind === "estimate" && score.silentDays === before.silentDays + 1
        ? [Math.abs(score.probability - before.probability)]
        : [];
    });
    expect(moves.length).toBeGreaterThan(300);
    expect(Math.max(...moves)).toBeLessThan(0.03);
    expect(moves.reduce((a, b) => a + b, 0) / moves.length).toBeLessThan(0.005);
  });
});

describe("calibration", () => {
  it.each([
    ["a company's sign-ins", simulateCompany],
    ["visits at random", simulateVisitors],
  ])("announces about as many returns as come: %s", (_, simulate) => {
    const histories = simulate({ seed: 11, accounts: 3000, lastDay: TODAY, lengthDays: 2400 });
    const day = TODAY - 180;
    const model = fitReturnModel(histories, day);
    let expected = 0;
    let returned = 0;
    let variance = 0;
    for (const { days } of histories) {
      const score = returnProbability(model, days, day);
      if (score.kind !== "estimate") continue;
      expected += score.probability;
      variance += score.probability * (1 - score.probability);
      if (days.some((d) => d > day && d <= day + 180)) returned += 1;
    }
    expect(Math.abs(expected - returned)).toBeLessThan(2.5 * Math.sqrt(variance));
  });

  it("reports how it fared a horizon ago, on outcomes it had not seen", () => {
    const { calibration } = fitReturnModel(visitors, TODAY);
    expect(calibration?.asOfDay).toBe(TODAY - 180);
    expect(calibration?.bins).toHaveLength(10);
    expect(calibration?.expectedCalibrationError).toBeLessThan(0.06);
    expect(calibration?.bins.reduce((sum, bin) => sum + bin.judged, 0)).toBe(calibration?.judged);
  });
});

describe("little to learn from", () => {
  const many = (length: number, days: (index: number) => number[]): AccountHistory[] =>
    Array.from({ length }, (_, index) => ({ id: String(index), days: days(index) }));

  it("says so for no users, one user, and users without a day", () => {
    expect(expectSound([]).insufficient).toBe("too_few_accounts");
    expect(expectSound([{ id: "a", days: [100, 200] }]).insufficient).toBe("too_few_accounts");
    expect(expectSound(many(50, () => [])).insufficient).toBe("too_few_accounts");
  });

  it("says so where all activity is on one day", () => {
    const model = expectSound(many(500, () => [TODAY - 400]));
    expect(model.insufficient).toBe("too_few_active_days");
    expect(returnProbability(model, [TODAY - 400], TODAY)).toEqual({
      kind: "insufficient_evidence",
      reason: "too_few_active_days",
    });
  });

  it("leans on the platform where no outcome is known yet", () => {
    const model = expectSound(many(60, (index) => [TODAY - 100 + (index % 40)]));
    expect(model.basis).toBe("platform");
    expect(model.calibration).toBeUndefined();
    expect(returnProbability(model, [TODAY - 100], TODAY).kind).toBe("estimate");
  });

  it("pools where few have returned, and stands on the tenant's own past where many have", () => {
    expect(expectSound(visitors.slice(0, 60)).basis).toBe("pooled");
    expect(expectSound(visitors).basis).toBe("tenant");
  });

  it("comes below the platform's probability where nobody ever returned, and not to 0", () => {
    const gone = many(400, (index) => [TODAY - 1500 + index]);
    const few = many(60, (index) => [TODAY - 100 + (index % 40)]);
    const [withPast, without] = [gone, few].map((tenant) =>
      returnProbability(expectSound(tenant), [TODAY - 400], TODAY),
    );
    if (withPast?.kind !== "estimate" || without?.kind !== "estimate") throw new Error("expected estimates");
    expect(withPast.probability).toBeLessThan(without.probability);
  });

  it("bears a tenant where everybody is dormant, everybody active, or everybody has ten thousand days", () => {
    expectSound(many(100, (index) => [TODAY - 3000 + index, TODAY - 2500 + index]));
    expectSound(many(30, (index) => Array.from({ length: 300 }, (_, i) => TODAY - 299 + i - (index % 2))));
    expectSound(many(12, (index) => Array.from({ length: 10_000 }, (_, i) => TODAY - 10_100 + i + 5 * index)));
  });

  it("refuses what is not a day, and a plan that makes no sense", () => {
    for (const day of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => fitReturnModel([{ id: "a", days: [day] }], TODAY)).toThrow(InvalidActivityDayError);
      expect(() => fitReturnModel(company, day)).toThrow(InvalidActivityDayError);
    }
    expect(() => fitReturnModel(company, TODAY, { horizonDays: 0 })).toThrow(RangeError);
  });
});

// Changes whenever the model does, and then on purpose.
const GOLDEN_COEFFICIENTS = [
  0.805747, 0.630354, 2.123742, 0.768473, 1.438539, 0.338016, 0.365604, 0, -0.57092, 1.030685, -0.175585, 0.303197,
  0.378749, -0.805753,
];
