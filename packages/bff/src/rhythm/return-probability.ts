import { type ActiveDays, assertDay, countUpTo, dayAt, toActiveDays } from "./active-days.ts";
import { logistic, roundToMillionths } from "./portable-math.ts";
import { FEATURE_COUNT, QUIET_DAYS, writeReturnFeatures } from "./return-features.ts";
import type { ModelBasis, ReturnModel, TenantInsufficiency } from "./return-model.ts";

/** Why there is no probability: something about the tenant, or the account was never active, or is not quiet. */
export type InsufficientReason = TenantInsufficiency | "never_active" | "recently_active";

export interface ReturnEstimate {
  readonly kind: "estimate";
  /** P(active again within the model's horizon), from 0.0001 to 0.9999, six decimals. */
  readonly probability: number;
  /** Days since the last active day. */
  readonly silentDays: number;
  readonly basis: ModelBasis;
}

export interface InsufficientEvidence {
  readonly kind: "insufficient_evidence";
  readonly reason: InsufficientReason;
}

const LEAST_PROBABILITY = 1e-4;

/**
 * How likely the account is to be active again within the horizon, judged at the end of `asOfDay`; later days are not
 * looked at. For one model and one list of days the answer never rises as `asOfDay` grows.
 * @throws InvalidActivityDayError if a day is not a whole number of days since 1970-01-01.
 */
export function returnProbability(
  model: ReturnModel,
  days: readonly number[],
  asOfDay: number,
): ReturnEstimate | InsufficientEvidence {
  assertDay(asOfDay);
  if (model.insufficient) return { kind: "insufficient_evidence", reason: model.insufficient };
  const active = toActiveDays(days);
  const count = countUpTo(active, asOfDay);
  if (count === 0) return { kind: "insufficient_evidence", reason: "never_active" };
  const silentDays = asOfDay - dayAt(active, count - 1);
  if (silentDays < QUIET_DAYS) return { kind: "insufficient_evidence", reason: "recently_active" };
  const probability = scoreAccount(model.coefficients, active, count, asOfDay);
  return { kind: "estimate", probability, silentDays, basis: model.basis };
}

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
