import { dayAt, toActiveDays } from "./active-days.ts";

/** "Usually back every low to high days." */
export interface TypicalGap {
  readonly lowDays: number;
  readonly highDays: number;
}

const LEAST_GAPS = 3;
const GAPS_THAT_BEAR_AN_EXCEPTION = 5;

/**
 * The middle half of the account's own gaps between active days, each gap weighted by its length: the gaps one would find
 * the account in on days picked at random. So a quarterly auditor who works four days running is "back every 86 to 91
 * days", not "every day". From five gaps on the longest one, a leave perhaps, is left out. Undefined below three gaps.
 * @throws InvalidActivityDayError if a day is not a whole number of days since 1970-01-01.
 */
export function typicalGap(days: readonly number[]): TypicalGap | undefined {
  const active = toActiveDays(days);
  const gaps: number[] = [];
  for (let i = 1; i < active.length; i += 1) gaps.push(dayAt(active, i) - dayAt(active, i - 1));
  if (gaps.length < LEAST_GAPS) return undefined;
  gaps.sort((a, b) => a - b);
  if (gaps.length >= GAPS_THAT_BEAR_AN_EXCEPTION) gaps.pop();
  return { lowDays: lengthWeightedQuantile(gaps, 0.25), highDays: lengthWeightedQuantile(gaps, 0.75) };
}

function lengthWeightedQuantile(ascending: readonly number[], share: number): number {
  const total = ascending.reduce((sum, gap) => sum + gap, 0);
  let covered = 0;
  for (const gap of ascending) {
    covered += gap;
    if (covered >= share * total) return gap;
  }
  return ascending[ascending.length - 1] as number;
}
