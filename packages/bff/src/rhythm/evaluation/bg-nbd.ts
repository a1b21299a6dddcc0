import { type ActiveDays, countUpTo, dayAt } from "../active-days.ts";
import type { JudgedAccount } from "../training-set.ts";
import { logGamma } from "./log-gamma.ts";
import { minimise } from "./nelder-mead.ts";

/** What BG/NBD sees of an account: active days after the first, the day of the last one, and the age, both since the first. */
interface Summary {
  readonly repeats: number;
  readonly lastAt: number;
  readonly age: number;
}

interface Parameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

const START = [0, 4, 0, 0];
const LEAST_PROBABILITY = 1e-6;

/**
 * P(active within the horizon) by BG/NBD (Fader, Hardie and Lee 2005), fitted by maximum likelihood to all accounts known at
 * `cutoffDay`: P(alive) × (1 − P(no activity in the horizon | alive)). Undefined where nobody was active twice.
 */
export function bgNbdBaseline(
  accounts: readonly ActiveDays[],
  judged: readonly JudgedAccount[],
  cutoffDay: number,
  horizonDays: number,
): number[] | undefined {
  const summaries = accounts.flatMap((days) => {
    const count = countUpTo(days, cutoffDay);
    return count > 0 ? [summarise(days, count, cutoffDay)] : [];
  });
  if (!summaries.some((summary) => summary.repeats > 0)) return undefined;
  const fitted = minimise((point) => -logLikelihood(toParameters(point), summaries), START);
  const parameters = toParameters(fitted);
  return judged.map(({ days, count }) => returnChance(parameters, summarise(days, count, cutoffDay), horizonDays));
}

function summarise(days: ActiveDays, count: number, cutoffDay: number): Summary {
  const first = dayAt(days, 0);
  return { repeats: count - 1, lastAt: dayAt(days, count - 1) - first, age: cutoffDay - first };
}

function toParameters(point: readonly number[]): Parameters {
  const [r, alpha, a, b] = point.map(Math.exp) as [number, number, number, number];
  return { r, alpha, a, b };
}

/** Equation 6 of the paper, in logarithms. */
function logLikelihood({ r, alpha, a, b }: Parameters, summaries: readonly Summary[]): number {
  const perAccount = logGamma(a + b) - logGamma(b) - logGamma(r) + r * Math.log(alpha);
  let sum = summaries.length * perAccount;
  for (const { repeats, lastAt, age } of summaries) {
    sum += logGamma(r + repeats) + logGamma(b + repeats) - logGamma(a + b + repeats);
    const alive = -(r + repeats) * Math.log(alpha + age);
    if (repeats === 0) sum += alive;
    else {
      const gone = Math.log(a / (b + repeats - 1)) - (r + repeats) * Math.log(alpha + lastAt);
      sum += Math.max(alive, gone) + Math.log1p(Math.exp(-Math.abs(alive - gone)));
    }
  }
  return sum;
}

function returnChance({ r, alpha, a, b }: Parameters, { repeats, lastAt, age }: Summary, horizonDays: number): number {
  const goneToAlive = repeats > 0 ? (a / (b + repeats - 1)) * ((alpha + age) / (alpha + lastAt)) ** (r + repeats) : 0;
  const noneIfAlive = ((alpha + age) / (alpha + age + horizonDays)) ** (r + repeats);
  const chance = (1 - noneIfAlive) / (1 + goneToAlive);
  return Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, chance));
}
