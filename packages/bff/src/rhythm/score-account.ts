import type { ActiveDays } from "./active-days.ts";
import { logistic, roundToMillionths } from "./portable-math.ts";
import { FEATURE_COUNT, writeReturnFeatures } from "./return-features.ts";

const LEAST_PROBABILITY = 1e-4;

const scratch = new Float64Array(FEATURE_COUNT);

/** The probability for the first `count` of `days`, kept off 0 and 1 and rounded to six decimals. */
export function scoreAccount(
  coefficients: readonly number[],
  days: ActiveDays,
  count: number,
  asOfDay: number,
): number {
  writeReturnFeatures(days, count, asOfDay, scratch, 0);
  let sum = 0;
  for (let j = 0; j < FEATURE_COUNT; j += 1) sum += (coefficients[j] as number) * (scratch[j] as number);
  return roundToMillionths(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, logistic(sum))));
}
