import { type AccountHistory, assertDay, countUpTo, dayAt, toActiveDays } from "./active-days.ts";
import { QUIET_DAYS } from "./return-features.ts";
import type { ReturnModel } from "./return-model.ts";
import { scoreAccount } from "./score-account.ts";

/** What one threshold would do today. */
export interface ThresholdOutlook {
  /** Accounts quiet for more than this many days are flagged. */
  readonly thresholdDays: number;
  readonly flagged: number;
  /** About how many of the flagged would have come back within the horizon. */
  readonly wouldReturn: number;
}

export interface ThresholdSuggestion {
  readonly outlooks: readonly ThresholdOutlook[];
  /** The shortest threshold whose flagged accounts come back seldom enough; absent if none does, or nobody is flagged. */
  readonly suggestedDays?: number;
}

export interface ThresholdOptions {
  /** Candidates in days, each at least 30. */
  readonly thresholds?: readonly number[];
  /** The share of flagged accounts that may come back. */
  readonly acceptedReturnShare?: number;
}

const DEFAULT_THRESHOLDS = [30, 45, 60, 90, 120, 180, 270, 365];
const DEFAULT_ACCEPTED_SHARE = 0.05;

/**
 * For each threshold how many accounts it would flag at the end of `asOfDay`, and how many of them, by the model, would
 * come back anyway. Undefined where the model may give no probability.
 * @throws RangeError for a threshold under 30 days: the model judges no shorter silence.
 */
export function suggestThreshold(
  model: ReturnModel,
  histories: readonly AccountHistory[],
  asOfDay: number,
  options: ThresholdOptions = {},
): ThresholdSuggestion | undefined {
  const thresholds = [...(options.thresholds ?? DEFAULT_THRESHOLDS)].sort((a, b) => a - b);
  const acceptedShare = options.acceptedReturnShare ?? DEFAULT_ACCEPTED_SHARE;
  for (const threshold of thresholds) {
    if (!(threshold >= QUIET_DAYS))
      throw new RangeError(`A threshold must be ${QUIET_DAYS} days or more: ${threshold}`);
  }
  assertDay(asOfDay);
  if (model.insufficient) return undefined;
  const quiet = quietAccounts(model, histories, asOfDay);
  const outlooks = thresholds.map((thresholdDays) => {
    const flagged = quiet.filter((account) => account.silentDays > thresholdDays);
    const expected = flagged.reduce((sum, account) => sum + account.probability, 0);
    const acceptable = flagged.length > 0 && expected <= acceptedShare * flagged.length;
    return { thresholdDays, flagged: flagged.length, wouldReturn: Math.round(expected), acceptable };
  });
  const suggested = outlooks.find((outlook) => outlook.acceptable);
  return {
    outlooks: outlooks.map(({ acceptable: _, ...outlook }) => outlook),
    ...(suggested && { suggestedDays: suggested.thresholdDays }),
  };
}

function quietAccounts(model: ReturnModel, histories: readonly AccountHistory[], asOfDay: number) {
  return histories.flatMap((history) => {
    const days = toActiveDays(history.days);
    const count = countUpTo(days, asOfDay);
    if (count === 0) return [];
    const silentDays = asOfDay - dayAt(days, count - 1);
    if (silentDays <= QUIET_DAYS) return [];
    return [{ silentDays, probability: scoreAccount(model.coefficients, days, count, asOfDay) }];
  });
}
