import { describe, expect, it } from "vitest";
import { exp, lnFromOne, logistic, softplus } from "./portable-math.ts";

describe("portable mathematics", () => {
  it("agrees with the engine's logarithm, by table and by series", () => {
    for (const x of [1, 1.0001, 1.41, 1.42, 2, 3, 4095, 4095.5, 4096, 123_456.789, 2 ** 31 - 1]) {
      expect(lnFromOne(x)).toBeCloseTo(Math.log(x), 13);
    }
  });

  it("takes everything under 1, and no number at all, for 1", () => {
    for (const x of [1, 0.5, 0, -3, Number.NaN]) expect(lnFromOne(x)).toBe(0);
  });

  it("agrees with the engine's exponential to 15 digits", () => {
    for (let x = -690; x <= 690; x += 0.37) expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 13);
  });

  it("stays finite and above 0 however large the argument", () => {
    for (const x of [-1e300, -800, 800, 1e300]) {
      expect(exp(x)).toBeGreaterThan(0);
      expect(exp(x)).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(logistic(x)).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(softplus(x))).toBe(true);
    }
  });

  it("has ln(1 + e^x) for its softplus", () => {
    for (const x of [-30, -1, 0, 1, 30]) expect(softplus(x)).toBeCloseTo(Math.log1p(Math.exp(x)), 12);
  });
});
