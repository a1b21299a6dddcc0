import { describe, expect, it } from "vitest";
import { type CoefficientPrior, fitConstrainedLogistic, type LogisticRows } from "./constrained-logistic.ts";
import { seededRandom } from "./testing/simulated-tenant.ts";

function rowsOf(features: number[][], outcomes: number[]): LogisticRows {
  return {
    width: features[0]?.length ?? 0,
    count: outcomes.length,
    features: Float64Array.from(features.flat()),
    outcomes: Uint8Array.from(outcomes),
    weights: new Float64Array(outcomes.length).fill(1),
  };
}

/** Outcomes drawn with log odds −1 + slope × x. */
function drawn(count: number, slope: number): LogisticRows {
  const random = seededRandom(9);
  const xs = Array.from({ length: count }, () => 4 * random() - 2);
  return rowsOf(
    xs.map((x) => [1, x]),
    xs.map((x) => (random() < 1 / (1 + Math.exp(1 - slope * x)) ? 1 : 0)),
  );
}

const loose = (nonNegative: boolean[]): CoefficientPrior => ({ means: [0, 0], precisions: [1e-3, 1e-3], nonNegative });

describe("logistic regression with a prior", () => {
  it("finds the coefficients the outcomes were drawn with, from few rows and from many", () => {
    for (const count of [5000, 60_000]) {
      const [base, slope] = fitConstrainedLogistic(drawn(count, 1.5), loose([false, false]));
      expect(base).toBeCloseTo(-1, 0);
      expect(slope).toBeCloseTo(1.5, 0);
    }
  });

  it("holds a coefficient at 0 that the data would make negative", () => {
    const [, slope] = fitConstrainedLogistic(drawn(5000, -1.5), loose([false, true]));
    expect(slope).toBe(0);
  });

  it("answers with the prior where there is nothing to learn from", () => {
    const prior = { means: [-2, 0.7], precisions: [1, 5], nonNegative: [false, true] };
    const empty = { ...rowsOf([[1, 1]], [0]), count: 0 };
    expect(Array.from(fitConstrainedLogistic(empty, prior))).toEqual([-2, 0.7]);
  });

  it("stays finite where outcomes are perfectly separable", () => {
    const separable = rowsOf(
      [
        [1, -1],
        [1, -2],
        [1, 1],
        [1, 2],
      ],
      [0, 0, 1, 1],
    );
    for (const value of fitConstrainedLogistic(separable, loose([false, false])))
      expect(Number.isFinite(value)).toBe(true);
  });

  it("is at a minimum: no small step lowers the penalised loss", () => {
    const rows = drawn(2000, 0.8);
    const prior = { means: [0, 0.2], precisions: [1, 5], nonNegative: [false, true] };
    const best = fitConstrainedLogistic(rows, prior);
    const loss = (point: number[]) => {
      let sum = 0;
      point.forEach((value, j) => {
        sum += 0.5 * (prior.precisions[j] ?? 0) * (value - (prior.means[j] ?? 0)) ** 2;
      });
      for (let i = 0; i < rows.count; i += 1) {
        const z = (point[0] ?? 0) + (point[1] ?? 0) * (rows.features[2 * i + 1] ?? 0);
        sum += Math.log1p(Math.exp(z)) - (rows.outcomes[i] ?? 0) * z;
      }
      return sum;
    };
    const reached = loss(Array.from(best));
    for (const [a, b] of [
      [1e-3, 0],
      [-1e-3, 0],
      [0, 1e-3],
      [0, -1e-3],
    ] as const) {
      expect(loss([(best[0] ?? 0) + a, (best[1] ?? 0) + b])).toBeGreaterThan(reached);
    }
  });
});
