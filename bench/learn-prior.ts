/**
 * Learns the platform prior from several tenants' histories and prints its coefficients: node bench/learn-prior.ts FILE…
 * A tenant counts for at most 100 returns, so that the largest does not set the shape for all.
 */
import { readFileSync } from "node:fs";
import { toActiveDays } from "../packages/bff/src/rhythm/active-days.ts";
import { fitConstrainedLogistic } from "../packages/bff/src/rhythm/constrained-logistic.ts";
import { parseHistory } from "../packages/bff/src/rhythm/evaluation/return-history.ts";
import { FEATURE_COUNT, RETURN_FEATURES } from "../packages/bff/src/rhythm/return-features.ts";
import { buildTrainingSet } from "../packages/bff/src/rhythm/training-set.ts";

const MOST_RETURNS = 100;
const PLAN = { horizonDays: 180, spacingDays: 90, maximumCutoffs: 120, halfLifeDays: 1e9 };

const sets = [];
for (const path of process.argv.slice(2)) {
  const { history } = parseHistory(readFileSync(path, "utf8"));
  const accounts = history.users.map((user) => toActiveDays(user.days));
  const set = buildTrainingSet(accounts, history.as_of_day, PLAN);
  process.stderr.write(`${history.tenant}: ${accounts.length} accounts, ${Math.round(set.effectiveReturns)} returns\n`);
  sets.push({ set, share: Math.min(1, MOST_RETURNS / Math.max(1, set.effectiveReturns)) });
}

const coefficients = fitConstrainedLogistic(
  {
    width: FEATURE_COUNT,
    count: sets.reduce((sum, { set }) => sum + set.count, 0),
    features: Float64Array.from(sets.flatMap(({ set }) => Array.from(set.features))),
    outcomes: Uint8Array.from(sets.flatMap(({ set }) => Array.from(set.outcomes))),
    weights: Float64Array.from(sets.flatMap(({ set, share }) => Array.from(set.weights, (weight) => weight * share))),
  },
  {
    means: RETURN_FEATURES.map(() => 0),
    precisions: RETURN_FEATURES.map(({ name }) => (name === "base" ? 0.01 : 1)),
    nonNegative: RETURN_FEATURES.map(({ silence }) => silence),
  },
);
RETURN_FEATURES.forEach(({ name }, j) => {
  process.stdout.write(`  ${(coefficients[j] as number).toFixed(2)}, // ${name}\n`);
});
