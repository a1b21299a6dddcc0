// Fitting and scoring the return model. Usage: node bench/rhythm.ts [accounts [days-per-account]]
import type { AccountHistory } from "../packages/bff/src/rhythm/active-days.ts";
import { fitReturnModel } from "../packages/bff/src/rhythm/fit-return-model.ts";
import { returnProbability } from "../packages/bff/src/rhythm/return-probability.ts";
import { seededRandom } from "../packages/bff/src/rhythm/testing/simulated-tenant.ts";
import { machine, verdict } from "./measure.ts";

const FIT_LIMIT_MS = 2000;
const SCORE_LIMIT_US = 20;
const LAST_DAY = 20_000;
const LENGTH_DAYS = 3000;
const ROUNDS = 7;

const accounts = Number(process.argv[2] ?? 10_000);
const daysEach = Number(process.argv[3] ?? 100);

/** Accounts with exactly so many active days, in bursts, over a part of eight years; most of them quiet at the end. */
function histories(): AccountHistory[] {
  const random = seededRandom(1);
  return Array.from({ length: accounts }, (_, index) => {
    const gaps = Array.from({ length: daysEach - 1 }, () => (random() < 0.1 ? 20 + Math.floor(random() * 80) : 1));
    const life = gaps.reduce((sum, gap) => sum + gap, 0);
    const start = LAST_DAY - life - Math.floor(random() * Math.max(1, LENGTH_DAYS - life));
    const days = [start];
    for (const gap of gaps) days.push((days.at(-1) ?? start) + gap);
    return { id: String(index), days };
  });
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const tenant = histories();
const fits: number[] = [];
const fitCpus: number[] = [];
const scores: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const model = fitReturnModel(tenant, LAST_DAY);
  const fittedAt = performance.now();
  fitCpus.push(process.cpuUsage(cpu).user / 1000);
  for (const { days } of tenant) returnProbability(model, days, LAST_DAY);
  scores.push(((performance.now() - fittedAt) * 1000) / tenant.length);
  fits.push(fittedAt - startedAt);
  if (round === 0) console.log(`${model.sizes.judged} outcomes from ${model.sizes.pastCutoffs} past cutoffs`);
}
console.log(machine());
console.log(
  `${accounts} accounts, ${daysEach} days each; median of ${ROUNDS} rounds, backtest included, the first one cold`,
);
const [fitMs, scoreUs] = [median(fits), median(scores)];
const quickestMs = Math.min(...fits);
console.log(`fit   ms         ${verdict(fitMs, FIT_LIMIT_MS)}, ${(fitMs / FIT_LIMIT_MS).toFixed(2)} of the limit`);
console.log(`      quickest   ${quickestMs.toFixed(0)}; processor time, median, ${median(fitCpus).toFixed(0)}`);
console.log(
  `score us/account ${verdict(scoreUs, SCORE_LIMIT_US)}, ${(scoreUs / SCORE_LIMIT_US).toFixed(2)} of the limit`,
);
