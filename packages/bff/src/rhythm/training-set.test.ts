import { describe, expect, it } from "vitest";
import { buildTrainingSet, judgeAccounts, outcomeWeight, pastCutoffs } from "./training-set.ts";

const TODAY = 20_000;
const PLAN = { horizonDays: 180, spacingDays: 90, maximumCutoffs: 16, halfLifeDays: 1095 };

describe("the tenant's own past as examples", () => {
  it("judges whoever has been quiet for more than 30 days, and nobody else", () => {
    const day = 1000;
    const judged = judgeAccounts([[969], [970], [1000], [1001], [500, 969, 1001], []], day, 180);
    expect(judged.map(({ days, count, returned }) => [days[count - 1], returned])).toEqual([
      [969, false],
      [969, true],
    ]);
  });

  it("counts a return on the last day of the horizon, not on the day after", () => {
    expect(
      judgeAccounts(
        [
          [900, 1180],
          [900, 1181],
        ],
        1000,
        180,
      ).map((account) => account.returned),
    ).toEqual([true, false]);
  });

  it("takes only cutoffs whose horizon is over, newest first, as far back as there is a past", () => {
    expect(pastCutoffs([[TODAY - 500], [TODAY]], TODAY, PLAN)).toEqual(
      [180, 270, 360, 450].map((back) => TODAY - back),
    );
    expect(pastCutoffs([[TODAY - 210]], TODAY, PLAN)).toEqual([]);
    expect(pastCutoffs([[0]], TODAY, PLAN)).toHaveLength(16);
    expect(pastCutoffs([], TODAY, PLAN)).toEqual([]);
  });

  it("weighs overlapping windows so that a return counts once, and older ones less", () => {
    expect(outcomeWeight(0, 1095, PLAN)).toBe(0.5);
    expect(outcomeWeight(1095, 1095, PLAN)).toBeCloseTo(0.25, 12);
    expect(outcomeWeight(0, 1095, { ...PLAN, spacingDays: 400 })).toBe(1);
  });

  it("stacks the cutoffs' accounts with their outcomes, ages and weights", () => {
    const set = buildTrainingSet([[TODAY - 400, TODAY - 100], [TODAY - 400]], TODAY, PLAN);
    expect([set.cutoffs, set.judged, set.returned]).toEqual([3, 6, 2]);
    expect(Array.from(set.outcomeAges)).toEqual([0, 0, 90, 90, 180, 180]);
    expect(Array.from(set.outcomes)).toEqual([1, 0, 1, 0, 0, 0]);
    expect(set.effectiveReturns).toBeCloseTo((set.weights[0] ?? 0) + (set.weights[2] ?? 0), 12);
  });
});
