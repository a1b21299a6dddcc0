import { type ActiveDays, countUpTo, dayAt } from "./active-days.ts";
import type { LogisticRows } from "./constrained-logistic.ts";
import { exp } from "./portable-math.ts";
import { FEATURE_COUNT, QUIET_DAYS, writeReturnFeatures } from "./return-features.ts";

/** How the tenant's past is turned into observations. */
export interface TrainingPlan {
  readonly horizonDays: number;
  /** Days between one past cutoff and the one before it. */
  readonly spacingDays: number;
  readonly maximumCutoffs: number;
  /** Age, in days, at which an outcome counts half. */
  readonly halfLifeDays: number;
}

/** One account as it stood at the end of a day. */
export interface JudgedAccount {
  readonly days: ActiveDays;
  /** How many of `days` were already known. */
  readonly count: number;
  /** Active again within the horizon. Means nothing where the horizon is not over. */
  readonly returned: boolean;
}

export interface TrainingSet extends LogisticRows {
  /** How much older, in days, each outcome is than the newest known ones. */
  readonly outcomeAges: Uint16Array;
  readonly cutoffs: number;
  readonly judged: number;
  readonly returned: number;
  /** Returns after weighting, so overlapping windows do not count twice. */
  readonly effectiveReturns: number;
}

/** The accounts quiet for more than `QUIET_DAYS` at the end of `cutoffDay`, with what became of them. */
export function judgeAccounts(
  accounts: readonly ActiveDays[],
  cutoffDay: number,
  horizonDays: number,
): JudgedAccount[] {
  const judged: JudgedAccount[] = [];
  for (const days of accounts) {
    const count = countUpTo(days, cutoffDay);
    if (count === 0 || cutoffDay - dayAt(days, count - 1) <= QUIET_DAYS) continue;
    judged.push({ days, count, returned: count < days.length && dayAt(days, count) <= cutoffDay + horizonDays });
  }
  return judged;
}

/** The past cutoffs whose horizon is over at `asOfDay`, newest first, none so early that nobody could be judged. */
export function pastCutoffs(accounts: readonly ActiveDays[], asOfDay: number, plan: TrainingPlan): number[] {
  let firstDay = asOfDay;
  for (const days of accounts) if (days.length > 0) firstDay = Math.min(firstDay, dayAt(days, 0));
  const cutoffs: number[] = [];
  for (let cutoff = asOfDay - plan.horizonDays; cutoff - firstDay > QUIET_DAYS; cutoff -= plan.spacingDays) {
    if (cutoffs.length === plan.maximumCutoffs) break;
    cutoffs.push(cutoff);
  }
  return cutoffs;
}

/**
 * Stacks the judged accounts of all past cutoffs, each weighing `outcomeWeight`. Nothing after `asOfDay` is looked at: the
 * newest cutoff lies a horizon before it.
 */
export function buildTrainingSet(accounts: readonly ActiveDays[], asOfDay: number, plan: TrainingPlan): TrainingSet {
  const cutoffs = pastCutoffs(accounts, asOfDay, plan);
  const batches = cutoffs.map((cutoff) => judgeAccounts(accounts, cutoff, plan.horizonDays));
  const judged = batches.reduce((sum, batch) => sum + batch.length, 0);
  const features = new Float64Array(judged * FEATURE_COUNT);
  const outcomes = new Uint8Array(judged);
  const weights = new Float64Array(judged);
  const outcomeAges = new Uint16Array(judged);
  let row = 0;
  let returned = 0;
  let effectiveReturns = 0;
  batches.forEach((batch, index) => {
    const cutoff = cutoffs[index] as number;
    const age = asOfDay - plan.horizonDays - cutoff;
    const weight = outcomeWeight(age, plan.halfLifeDays, plan);
    for (const account of batch) {
      writeReturnFeatures(account.days, account.count, cutoff, features, row * FEATURE_COUNT);
      weights[row] = weight;
      outcomeAges[row] = age;
      if (account.returned) {
        outcomes[row] = 1;
        returned += 1;
        effectiveReturns += weight;
      }
      row += 1;
    }
  });
  return {
    width: FEATURE_COUNT,
    count: judged,
    features,
    outcomes,
    weights,
    outcomeAges,
    cutoffs: cutoffs.length,
    judged,
    returned,
    effectiveReturns,
  };
}

/**
 * Weight of an outcome: spacing / horizon, because one return is seen from horizon / spacing overlapping windows, times
 * 2^(−age / half-life), because what was true lately tells more.
 */
export function outcomeWeight(ageDays: number, halfLifeDays: number, plan: TrainingPlan): number {
  return Math.min(1, plan.spacingDays / plan.horizonDays) * exp((-Math.LN2 * ageDays) / halfLifeDays);
}
