import { type ActiveDays, dayAt } from "../active-days.ts";
import { fitConstrainedLogistic } from "../constrained-logistic.ts";
import { logistic } from "../portable-math.ts";
import { type JudgedAccount, judgeAccounts } from "../training-set.ts";

const WIDTH = 4;
// As good as no penalty; with none at all, separable outcomes would have no solution.
const SLOPE_PRECISION = 0.1;
const BASE_PRECISION = 1e-9;

/**
 * The baseline to beat: logistic regression on ln(recency + 1), ln(frequency + 1) and ln(age), frequency being the active
 * days after the first, learned from the one cutoff a horizon earlier, whose outcomes are known at `cutoffDay`.
 * Undefined where that cutoff has no account or only one kind of outcome.
 */
export function logisticBaseline(
  accounts: readonly ActiveDays[],
  judged: readonly JudgedAccount[],
  cutoffDay: number,
  horizonDays: number,
): number[] | undefined {
  const trainingDay = cutoffDay - horizonDays;
  const past = judgeAccounts(accounts, trainingDay, horizonDays);
  const returned = past.filter((account) => account.returned).length;
  if (returned === 0 || returned === past.length) return undefined;
  const coefficients = fitConstrainedLogistic(
    {
      width: WIDTH,
      count: past.length,
      features: Float64Array.from(past.flatMap((account) => baselineFeatures(account, trainingDay))),
      outcomes: Uint8Array.from(past, (account) => (account.returned ? 1 : 0)),
      weights: new Float64Array(past.length).fill(1),
    },
    {
      means: [0, 0, 0, 0],
      precisions: [BASE_PRECISION, SLOPE_PRECISION, SLOPE_PRECISION, SLOPE_PRECISION],
      nonNegative: [false, false, false, false],
    },
  );
  return judged.map((account) => {
    const features = baselineFeatures(account, cutoffDay);
    return logistic(features.reduce((sum, x, j) => sum + x * (coefficients[j] as number), 0));
  });
}

function baselineFeatures({ days, count }: JudgedAccount, day: number): number[] {
  const recency = day - dayAt(days, count - 1);
  const age = day - dayAt(days, 0);
  return [1, Math.log(recency + 1), Math.log(count), Math.log(age)];
}
