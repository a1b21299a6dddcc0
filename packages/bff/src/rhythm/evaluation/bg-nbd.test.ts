import { describe, expect, it } from "vitest";
import { simulateVisitors } from "../testing/simulated-tenant.ts";
import { judgeAccounts } from "../training-set.ts";
import { bgNbdBaseline } from "./bg-nbd.ts";
import { logGamma } from "./log-gamma.ts";
import { minimise } from "./nelder-mead.ts";

describe("BG/NBD baseline", () => {
  it("stands on a logarithm of the gamma function that knows factorials and the half", () => {
    let factorial = 1;
    for (let n = 1; n < 20; n += 1) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(0.05)).toBeCloseTo(2.968879, 5);
  });

  it("stands on a simplex that finds the bottom of Rosenbrock's valley", () => {
    const [x, y] = minimise(([a = 0, b = 0]) => (1 - a) ** 2 + 100 * (b - a * a) ** 2, [-1.2, 1], 1e-12);
    expect(x).toBeCloseTo(1, 3);
    expect(y).toBeCloseTo(1, 3);
  });

  it("announces about as many returns as come in the world it describes", () => {
    const accounts = simulateVisitors({ seed: 8, accounts: 2500, lastDay: 20_000, lengthDays: 2000 }).map(
      (a) => a.days,
    );
    const judged = judgeAccounts(accounts, 19_820, 180);
    const chances = bgNbdBaseline(accounts, judged, 19_820, 180) ?? [];
    const expected = chances.reduce((a, b) => a + b, 0);
    const returned = judged.filter((account) => account.returned).length;
    expect(expected / returned).toBeGreaterThan(0.8);
    expect(expected / returned).toBeLessThan(1.25);
  });

  it("declines where nobody was active twice", () => {
    const accounts = [[100], [200], [300]];
    expect(bgNbdBaseline(accounts, judgeAccounts(accounts, 500, 180), 500, 180)).toBeUndefined();
  });
});
