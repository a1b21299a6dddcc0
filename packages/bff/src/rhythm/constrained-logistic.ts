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

/** The penalised loss around a point, to second order; `curvature` is width × width, row by row. */
interface Expansion {
  readonly loss: number;
  readonly curvature: Float64Array;
  /** Curvature × point − gradient: where the unconstrained minimum would lie, times the curvature. */
  readonly pull: Float64Array;
}

const MANY_ROWS = 20_000;
const NEWTON_STEPS = 40;
const SMALLEST_GAIN = 1e-9;
const HALVINGS = 30;
// Terms of silence are alike, so the descent is slow to settle; a sweep costs next to nothing beside a pass over the rows.
const SWEEPS = 20_000;
const SWEEP_TOLERANCE = 1e-11;

/**
 * The most probable coefficients of a logistic regression under `prior` (maximum a posteriori), by projected Newton steps:
 * each step minimises the local quadratic under the sign constraints by cyclic coordinate descent and is halved until the
 * objective falls. The objective is strictly convex, so there is one answer, whatever the start; the order of every sum is
 * fixed, so it has the same bits every time.
 */
export function fitConstrainedLogistic(rows: LogisticRows, prior: CoefficientPrior): Float64Array {
  // The first steps are long and need no precision: an eighth of the rows shows them the way.
  let current = rows.count > MANY_ROWS ? fitConstrainedLogistic(everyEighth(rows), prior) : startOf(prior);
  let around = expand(rows, prior, current);
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    let next = descend(around, prior.nonNegative, current);
    let aroundNext = expand(rows, prior, next);
    for (let halving = 0; aroundNext.loss > around.loss && halving < HALVINGS; halving += 1) {
      next = next.map((value, j) => (value + at(current, j)) / 2);
      aroundNext = expand(rows, prior, next);
    }
    const gain = around.loss - aroundNext.loss;
    if (gain > 0) {
      current = next;
      around = aroundNext;
    }
    if (gain < SMALLEST_GAIN) break;
  }
  return current;
}

function startOf(prior: CoefficientPrior): Float64Array {
  return Float64Array.from(prior.means, (mean, j) => (prior.nonNegative[j] ? Math.max(0, mean) : mean));
}

function everyEighth(rows: LogisticRows): LogisticRows {
  const count = Math.floor(rows.count / 8);
  const features = new Float64Array(count * rows.width);
  for (let i = 0; i < count; i += 1) {
    features.set(rows.features.subarray(8 * i * rows.width, (8 * i + 1) * rows.width), i * rows.width);
  }
  const outcomes = Uint8Array.from({ length: count }, (_, i) => at(rows.outcomes, 8 * i));
  const weights = Float64Array.from({ length: count }, (_, i) => 8 * at(rows.weights, 8 * i));
  return { width: rows.width, count, features, outcomes, weights };
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}

function expand(rows: LogisticRows, prior: CoefficientPrior, point: Float64Array): Expansion {
  const { width } = rows;
  const curvature = new Float64Array(width * width);
  const pull = Float64Array.from(prior.means, (mean, j) => mean * at(prior.precisions, j));
  let loss = 0;
  for (let j = 0; j < width; j += 1) loss += 0.5 * at(prior.precisions, j) * (at(point, j) - at(prior.means, j)) ** 2;
  for (let i = 0; i < rows.count; i += 1) loss += addRow(rows, i, point, curvature, pull);
  for (let j = 0; j < width; j += 1) {
    curvature[j * width + j] = at(curvature, j * width + j) + at(prior.precisions, j);
    for (let l = 0; l < j; l += 1) curvature[l * width + j] = at(curvature, j * width + l);
  }
  return { loss, curvature, pull };
}

/**
 * Adds one observation to the lower half of the curvature and to the pull; returns its loss. The innermost loop of the fit:
 * plain typed-array access only, which the engine compiles to a few instructions.
 */
function addRow(rows: LogisticRows, row: number, point: Float64Array, curvature: Float64Array, pull: Float64Array) {
  const { width, features } = rows;
  const start = row * width;
  let z = 0;
  for (let j = 0; j < width; j += 1) z += (features[start + j] as number) * (point[j] as number);
  const p = logistic(z);
  const weight = rows.weights[row] as number;
  const outcome = rows.outcomes[row] as number;
  const bend = weight * p * (1 - p);
  const push = weight * (outcome - p) + bend * z;
  for (let j = 0; j < width; j += 1) {
    const x = features[start + j] as number;
    if (x === 0) continue;
    (pull[j] as number) += push * x;
    const bent = bend * x;
    const line = j * width;
    for (let l = 0; l <= j; l += 1) (curvature[line + l] as number) += bent * (features[start + l] as number);
  }
  return weight * (softplus(z) - outcome * z);
}

/** The minimum of the expansion under the sign constraints, by cyclic coordinate descent from `start`. */
function descend({ curvature, pull }: Expansion, nonNegative: readonly boolean[], start: Float64Array): Float64Array {
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
