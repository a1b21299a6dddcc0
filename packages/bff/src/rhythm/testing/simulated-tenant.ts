import type { AccountHistory } from "../active-days.ts";

/** Uniform numbers in [0, 1) from a seed (mulberry32), by integer arithmetic: the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface SimulatedTenant {
  readonly seed: number;
  readonly accounts: number;
  readonly lastDay: number;
  readonly lengthDays: number;
}

/** Chance of being active on a working day; `shift` sets each account apart from others of its kind. */
type Kind = (day: number, shift: number) => number;

const KINDS: readonly Kind[] = [
  () => 0.75,
  () => 0.75,
  () => 0.2,
  () => 0.04,
  () => 0.01,
  (day, shift) => ((day + shift) % 91 < 5 ? 0.6 : 0),
  (day, shift) => ((day + shift) % 365 < 70 ? 0.5 : 0),
];

const MEAN_STAY_DAYS = 900;
const LEAVES_PER_DAY = 1 / 1500;

/** A company's sign-ins: people every day, now and then, by quarter and by season; leavers, and leaves of 40 to 240 days. */
export function simulateCompany({ seed, accounts, lastDay, lengthDays }: SimulatedTenant): AccountHistory[] {
  const random = seededRandom(seed);
  return Array.from({ length: accounts }, (_, index) => {
    const start = lastDay - Math.floor(random() * lengthDays);
    const end = Math.min(lastDay, start - Math.log(1 - random()) * MEAN_STAY_DAYS);
    const kind = KINDS[Math.floor(random() * KINDS.length)] as Kind;
    const shift = Math.floor(random() * 365);
    const days = [start];
    let leaveUntil = start;
    for (let day = start + 1; day <= end; day += 1) {
      const isWeekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
      if (isWeekend || day < leaveUntil) continue;
      if (random() < LEAVES_PER_DAY) leaveUntil = day + 40 + Math.floor(random() * 200);
      else if (random() < kind(day, shift)) days.push(day);
    }
    return { id: `account-${index}`, days };
  });
}

/** Visits at random moments at each account's own rate until it drops out after some visit: the world BG/NBD describes. */
export function simulateVisitors({ seed, accounts, lastDay, lengthDays }: SimulatedTenant): AccountHistory[] {
  const random = seededRandom(seed);
  return Array.from({ length: accounts }, (_, index) => {
    const meanGapDays = 20 + 400 * random();
    const dropOut = 0.05 + 0.3 * random();
    let day = lastDay - Math.floor(random() * lengthDays);
    const days = [day];
    while (random() > dropOut) {
      day += 1 + Math.floor(-Math.log(1 - random()) * meanGapDays);
      if (day > lastDay) break;
      days.push(day);
    }
    return { id: `account-${index}`, days };
  });
}
