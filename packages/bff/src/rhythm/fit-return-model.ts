import { type AccountHistory, type ActiveDays, assertDay, countUpTo, dayAt, toActiveDays } from "./active-days.ts";
import { findBaseDrift } from "./base-drift.ts";
import { type Calibration, measureCalibration } from "./calibration.ts";
import { countComparables } from "./comparable-accounts.ts";
import { fitConstrainedLogistic } from "./constrained-logistic.ts";
import { PLATFORM_PRIOR } from "./platform-prior.ts";
import { roundToMillionths } from "./portable-math.ts";
import { RETURN_FEATURES } from "./return-features.ts";
import type { ModelBasis, ReturnModel, TenantInsufficiency } from "./return-model.ts";
import { scoreAccount } from "./score-account.ts";
import { buildTrainingSet, judgeAccounts, type TrainingPlan } from "./training-set.ts";

/** Options of the fit; each has a default chosen by cross-validation (docs/rhythm.md). */
export type ReturnModelOptions = Partial<TrainingPlan>;

const DEFAULT_PLAN: TrainingPlan = { horizonDays: 180, spacingDays: 90, maximumCutoffs: 16, halfLifeDays: 1095 };
const BASE = RETURN_FEATURES.findIndex(({ name }) => name === "base");
const LEAST_ACCOUNTS = 10;
const LEAST_ACTIVE_DAYS = 10;
const RETURNS_OF_A_TENANT = 50;

/**
 * Learns P(active again within the horizon | history) from the tenant's own past and the platform's prior.
 * Days after `cutoffDay` are never looked at.
 * @throws InvalidActivityDayError if a day is not a whole number of days since 1970-01-01.
 * @throws RangeError if an option is not 1 or more.
 */
export function fitReturnModel(
  histories: readonly AccountHistory[],
  cutoffDay: number,
  options: ReturnModelOptions = {},
): ReturnModel {
  assertDay(cutoffDay);
  const plan = { ...DEFAULT_PLAN, ...options };
  assertPlan(plan);
  const accounts = knownDays(histories, cutoffDay);
  const activeDays = countDistinctDays(accounts);
  const insufficient = findInsufficiency(accounts.length, activeDays);
  const { coefficients, training } = fitCoefficients(accounts, cutoffDay, plan);
  const calibration = insufficient ? undefined : backtest(accounts, cutoffDay, plan);
  return {
    version: 1,
    fittedAsOfDay: cutoffDay,
    horizonDays: plan.horizonDays,
    basis: basisOf(training.judged, training.effectiveReturns),
    ...(insufficient && { insufficient }),
    coefficients,
    sizes: {
      accounts: accounts.length,
      activeDays,
      pastCutoffs: training.cutoffs,
      judged: training.judged,
      returned: training.returned,
      effectiveReturns: roundToMillionths(training.effectiveReturns),
    },
    ...(calibration && { calibration }),
    comparables: countComparables(accounts, cutoffDay, plan),
  };
}

function assertPlan(plan: TrainingPlan): void {
  for (const [name, value] of Object.entries(plan)) {
    if (!(value >= 1)) throw new RangeError(`${name} must be 1 or more: ${value}`);
  }
}

function knownDays(histories: readonly AccountHistory[], cutoffDay: number): ActiveDays[] {
  return histories.flatMap((history) => {
    const days = toActiveDays(history.days);
    const count = countUpTo(days, cutoffDay);
    if (count === 0) return [];
    return [count === days.length ? days : days.slice(0, count)];
  });
}

function countDistinctDays(accounts: readonly ActiveDays[]): number {
  const seen = new Set<number>();
  for (const days of accounts) for (let i = 0; i < days.length; i += 1) seen.add(dayAt(days, i));
  return seen.size;
}

function findInsufficiency(accounts: number, activeDays: number): TenantInsufficiency | undefined {
  if (accounts < LEAST_ACCOUNTS) return "too_few_accounts";
  return activeDays < LEAST_ACTIVE_DAYS ? "too_few_active_days" : undefined;
}

function fitCoefficients(accounts: readonly ActiveDays[], asOfDay: number, plan: TrainingPlan) {
  const training = buildTrainingSet(accounts, asOfDay, plan);
  const fitted = fitConstrainedLogistic(training, PLATFORM_PRIOR);
  const drift = findBaseDrift(training, fitted, plan);
  const coefficients = Array.from(fitted, (value, j) => roundToMillionths(j === BASE ? value + drift : value));
  return { coefficients, training };
}

function basisOf(judged: number, effectiveReturns: number): ModelBasis {
  if (judged === 0) return "platform";
  return effectiveReturns < RETURNS_OF_A_TENANT ? "pooled" : "tenant";
}

function backtest(accounts: readonly ActiveDays[], cutoffDay: number, plan: TrainingPlan): Calibration | undefined {
  const earlierDay = cutoffDay - plan.horizonDays;
  const judged = judgeAccounts(accounts, earlierDay, plan.horizonDays);
  if (judged.length === 0) return undefined;
  const earlier = accounts.flatMap((days) => {
    const count = countUpTo(days, earlierDay);
    return count === 0 ? [] : [days.slice(0, count)];
  });
  const { coefficients } = fitCoefficients(earlier, earlierDay, plan);
  const outcomes = judged.map(({ days, count, returned }) => ({
    probability: scoreAccount(coefficients, days, count, earlierDay),
    returned,
  }));
  return { asOfDay: earlierDay, ...measureCalibration(outcomes) };
}
