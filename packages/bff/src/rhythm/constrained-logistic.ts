import { logistic, softplus } from "./portable-math.ts";

/** Observations for a logistic regression; row i of `features` starts at i × `width`. */
export interface LogisticRows {
  readonly width: number;
  readonly count: number;
  readonly features: Float64Array;
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
}

/** What is known of the coefficients beforehand: independent normals, some of them cut off below 0. */
export interface CoefficientPrior {
  readonly means: readonly number[];
  /** 1 / variance, each above 0. */
  readonly precisions: readonly number[];
  /** Coefficients held at 0 or above. */
  readonly nonNegative: readonly boolean[];
}

const NEWTON_STEPS = 40;
const SMALLEST_GAIN = 1e-9;
const HALVINGS = 30;
const SWEEPS = 300;
const SWEEP_TOLERANCE = 1e-11;

/**
 * The most probable coefficients of a logistic regression under `prior` (maximum a posteriori), by projected Newton steps:
 * each step minimises the local quadratic under the sign constraints by cyclic coordinate descent and is halved until the
 * objective falls. The objective is strictly convex, so there is one answer, whatever the start; the order of every sum is
 * fixed, so it has the same bits every time.
 */
export function fitConstrainedLogistic(rows: LogisticRows, prior: CoefficientPrior): Float64Array {
  let current: Float64Array = Float64Array.from(prior.means, (mean, j) =>
    prior.nonNegative[j] ? Math.max(0, mean) : mean,
  );
  let loss = penalisedLoss(rows, prior, current);
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const target = quadraticMinimum(rows, prior, current);
    let share = 1;
    let next = target;
    let nextLoss = penalisedLoss(rows, prior, next);
    for (let halving = 0; nextLoss > loss && halving < HALVINGS; halving += 1) {
      share /= 2;
      next = current.map((value, j) => value + share * (at(target, j) - value));
      nextLoss = penalisedLoss(rows, prior, next);
    }
    const gain = loss - nextLoss;
    if (gain > 0) {
      current = next;
      loss = nextLoss;
    }
    if (gain < SMALLEST_GAIN) break;
  }
  return current;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}

function linear(rows: LogisticRows, row: number, coefficients: Float64Array): number {
  const start = row * rows.width;
  let sum = 0;
  for (let j = 0; j < rows.width; j += 1) sum += at(rows.features, start + j) * at(coefficients, j);
  return sum;
}

function penalisedLoss(rows: LogisticRows, prior: CoefficientPrior, coefficients: Float64Array): number {
  let loss = 0;
  for (let j = 0; j < rows.width; j += 1) {
    const distance = at(coefficients, j) - at(prior.means, j);
    loss += 0.5 * at(prior.precisions, j) * distance * distance;
  }
  for (let i = 0; i < rows.count; i += 1) {
    const z = linear(rows, i, coefficients);
    loss += at(rows.weights, i) * (softplus(z) - at(rows.outcomes, i) * z);
  }
  return loss;
}

/** Minimum, under the sign constraints, of the second-order expansion of the penalised loss around `coefficients`. */
function quadraticMinimum(rows: LogisticRows, prior: CoefficientPrior, coefficients: Float64Array): Float64Array {
  const { width } = rows;
  const curvature = new Float64Array(width * width);
  const pull = Float64Array.from(prior.means, (mean, j) => mean * at(prior.precisions, j));
  for (let i = 0; i < rows.count; i += 1) {
    const z = linear(rows, i, coefficients);
    const p = logistic(z);
    const weight = at(rows.weights, i);
    const bend = weight * p * (1 - p);
    const push = weight * (at(rows.outcomes, i) - p) + bend * z;
    const start = i * width;
    for (let j = 0; j < width; j += 1) {
      const x = at(rows.features, start + j);
      if (x === 0) continue;
      pull[j] = at(pull, j) + push * x;
      const bent = bend * x;
      for (let l = 0; l <= j; l += 1) {
        curvature[j * width + l] = at(curvature, j * width + l) + bent * at(rows.features, start + l);
      }
    }
  }
  for (let j = 0; j < width; j += 1) {
    curvature[j * width + j] = at(curvature, j * width + j) + at(prior.precisions, j);
    for (let l = 0; l < j; l += 1) curvature[l * width + j] = at(curvature, j * width + l);
  }
  return descend(curvature, pull, prior.nonNegative, coefficients);
}

function descend(
  curvature: Float64Array,
  pull: Float64Array,
  nonNegative: readonly boolean[],
  start: Float64Array,
): Float64Array {
  const width = pull.length;
  const solution = start.slice();
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let largestMove = 0;
    for (let j = 0; j < width; j += 1) {
      let rest = at(pull, j);
      for (let l = 0; l < width; l += 1) if (l !== j) rest -= at(curvature, j * width + l) * at(solution, l);
      const free = rest / at(curvature, j * width + j);
      const value = nonNegative[j] ? Math.max(0, free) : free;
      largestMove = Math.max(largestMove, Math.abs(value - at(solution, j)));
      solution[j] = value;
    }
    if (largestMove < SWEEP_TOLERANCE) break;
  }
  return solution;
}
