import { type ActiveDays, assertDay, countUpTo, dayAt, toActiveDays } from "./active-days.ts";
import { QUIET_DAYS } from "./return-features.ts";
import type { ComparableCell, ReturnModel } from "./return-model.ts";
import { judgeAccounts, pastCutoffs, type TrainingPlan } from "./training-set.ts";

/** "n in 100 such accounts of this tenant returned within 180 days." */
export interface ComparableAccounts {
  /** 0 to 100, rounded; 0 may stand for "fewer than 1". */
  readonly returnedInHundred: number;
  readonly judged: number;
  readonly returned: number;
  /** False where all accounts of the same silence had to stand in, whatever their activity. */
  readonly sameActivity: boolean;
}

const SILENCE_BANDS = [QUIET_DAYS, 60, 90, 180, 365, 730, 1460];
const ACTIVITY_BANDS = [1, 2, 5, 20];
const LEAST_COMPARABLE = 50;

function bandOf(bounds: readonly number[], value: number): number {
  let band = 0;
  while (band + 1 < bounds.length && value >= (bounds[band + 1] as number)) band += 1;
  return band;
}

/** Counts outcomes by band over past cutoffs one horizon apart, so that no return is counted twice at one silence. */
export function countComparables(
  accounts: readonly ActiveDays[],
  asOfDay: number,
  plan: TrainingPlan,
): ComparableCell[] {
  const counts = SILENCE_BANDS.map(() => ACTIVITY_BANDS.map(() => ({ judged: 0, returned: 0 })));
  for (const cutoff of pastCutoffs(accounts, asOfDay, { ...plan, spacingDays: plan.horizonDays })) {
    for (const account of judgeAccounts(accounts, cutoff, plan.horizonDays)) {
      const silence = bandOf(SILENCE_BANDS, cutoff - dayAt(account.days, account.count - 1));
      const cell = counts[silence]?.[bandOf(ACTIVITY_BANDS, account.count)];
      if (!cell) continue;
      cell.judged += 1;
      if (account.returned) cell.returned += 1;
    }
  }
  return counts.flatMap((row, silence) =>
    row.flatMap((cell, activity) => (cell.judged > 0 ? [{ silence, activity, ...cell }] : [])),
  );
}

/**
 * What became of accounts of this tenant's past that were as quiet and about as active as this one is at the end of
 * `asOfDay`. Undefined where the past holds fewer than 50 such accounts, or the account is not quiet.
 */
export function findComparableAccounts(
  model: ReturnModel,
  days: readonly number[],
  asOfDay: number,
): ComparableAccounts | undefined {
  assertDay(asOfDay);
  const active = toActiveDays(days);
  const count = countUpTo(active, asOfDay);
  if (count === 0 || asOfDay - dayAt(active, count - 1) < QUIET_DAYS) return undefined;
  const silence = bandOf(SILENCE_BANDS, asOfDay - dayAt(active, count - 1));
  const activity = bandOf(ACTIVITY_BANDS, count);
  const asQuiet = model.comparables.filter((cell) => cell.silence === silence);
  const asActive = asQuiet.filter((cell) => cell.activity === activity);
  return summarise(asActive, true) ?? summarise(asQuiet, false);
}

function summarise(cells: readonly ComparableCell[], sameActivity: boolean): ComparableAccounts | undefined {
  const judged = cells.reduce((sum, cell) => sum + cell.judged, 0);
  const returned = cells.reduce((sum, cell) => sum + cell.returned, 0);
  if (judged < LEAST_COMPARABLE) return undefined;
  return { returnedInHundred: Math.round((100 * returned) / judged), judged, returned, sameActivity };
}
