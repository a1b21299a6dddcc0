import { describe, expect, it } from "vitest";
import { areaUnderCurve, measureForecast, UNDEFINED_FIGURES } from "./metrics.ts";

const outcomes = (...pairs: [number, boolean][]) => pairs.map(([probability, returned]) => ({ probability, returned }));

describe("metrics", () => {
  it("counts the pairs in the right order, ties by half", () => {
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75);
    expect(areaUnderCurve([1, 1, 1, 1], [false, true, false, true])).toBe(0.5);
    expect(areaUnderCurve([2, 1, 1], [true, true, false])).toBe(0.75);
  });

  it("knows no AUC where all fared alike", () => {
    expect(areaUnderCurve([0.1, 0.2], [false, false])).toBeNull();
    expect(areaUnderCurve([0.1, 0.2], [true, true])).toBeNull();
    expect(areaUnderCurve([], [])).toBeNull();
  });

  it("has the textbook's Brier score and log loss", () => {
    const figures = measureForecast(outcomes([0.8, true], [0.4, false]));
    expect(figures.brier).toBeCloseTo((0.04 + 0.16) / 2, 12);
    expect(figures.log_loss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 12);
  });

  it("measures calibration over ten bins of equal count", () => {
    const calm = Array.from({ length: 100 }, (_, i) => [0.2, i % 5 === 0] as [number, boolean]);
    expect(measureForecast(outcomes(...calm)).ece).toBeCloseTo(0, 12);
    const wrong = Array.from({ length: 100 }, (_, i) => [i < 50 ? 0.1 : 0.9, i >= 50] as [number, boolean]);
    expect(measureForecast(outcomes(...wrong)).ece).toBeCloseTo(0.1, 12);
  });

  it("gives null, never NaN, where there is nobody to judge, and 0 for a constant that is right", () => {
    expect(measureForecast([])).toEqual(UNDEFINED_FIGURES);
    expect(measureForecast(outcomes([0, false], [0, false]))).toEqual({ auc: null, brier: 0, log_loss: 0, ece: 0 });
  });
});
