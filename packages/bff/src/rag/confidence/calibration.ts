/** One reviewed insight: the confidence it was shown with, before any calibration, and whether the reviewer agreed. */
export interface ReviewedVerdict {
  readonly confidence: number;
  readonly agreed: boolean;
}

/** A fitted correction, as data: stored with its size, applied with {@link applyCalibration}. */
export type Calibration =
  /** P(agreed) = 1 / (1 + exp(−(slope · logit(confidence) + intercept))) */
  | { readonly kind: "platt"; readonly slope: number; readonly intercept: number; readonly verdicts: number }
  /** Linear between the knots, flat outside. */
  | { readonly kind: "isotonic"; readonly knots: readonly (readonly [number, number])[]; readonly verdicts: number };

/** Fewer verdicts fit noise: a two-parameter curve first, a free monotone one when there are enough. */
const MIN_VERDICTS_PLATT = 50;
const MIN_VERDICTS_ISOTONIC = 300;

const LOWEST = 0.01;
const HIGHEST = 0.99;
const clamp = (value: number): number => Math.min(HIGHEST, Math.max(LOWEST, value));
const logit = (probability: number): number => Math.log(clamp(probability) / (1 - clamp(probability)));
const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** The corrected confidence, 0.01…0.99; never falls where the confidence rises. */
export function applyCalibration(calibration: Calibration, confidence: number): number {
  if (calibration.kind === "platt")
    return clamp(logistic(calibration.slope * logit(confidence) + calibration.intercept));
  const { knots } = calibration;
  const above = knots.findIndex(([at]) => at >= confidence);
  if (above === -1) return clamp(knots.at(-1)?.[1] ?? confidence);
  const [high, highValue] = knots[above] ?? [confidence, confidence];
  const [low, lowValue] = knots[above - 1] ?? [high, highValue];
  const share = high === low ? 1 : (confidence - low) / (high - low);
  return clamp(lowValue + share * (highValue - lowValue));
}

/**
 * Fits the correction of confidence by reviewers' verdicts: Platt scaling from 50 verdicts on, isotonic regression
 * (pool adjacent violators) from 300 on; see Guo et al., On Calibration of Modern Neural Networks, 2017.
 *
 * @returns undefined below 50 verdicts, and where the fit does not lower the Brier score on verdicts it has not seen
 */
export function fitCalibration(verdicts: readonly ReviewedVerdict[]): Calibration | undefined {
  const usable = verdicts.filter(({ confidence }) => Number.isFinite(confidence) && confidence >= 0 && confidence <= 1);
  if (usable.length < MIN_VERDICTS_PLATT) return undefined;
  const fitter = usable.length < MIN_VERDICTS_ISOTONIC ? fitPlatt : fitIsotonic;
  return helps(usable, fitter) ? fitter(usable) : undefined;
}

type Fitter = (verdicts: readonly ReviewedVerdict[]) => Calibration;
const FOLDS = [0, 1, 2, 3, 4];

/** Brier score out of sample, every fifth verdict held back in turn. */
function helps(verdicts: readonly ReviewedVerdict[], fitter: Fitter): boolean {
  // by confidence, so that each fold spans the range and the result does not depend on the order given
  const sorted = [...verdicts].sort((a, b) => a.confidence - b.confidence || Number(a.agreed) - Number(b.agreed));
  const gains = FOLDS.flatMap((fold) => {
    const calibration = fitter(sorted.filter((_, index) => index % FOLDS.length !== fold));
    return sorted
      .filter((_, index) => index % FOLDS.length === fold)
      .map(({ confidence, agreed }) => {
        const truth = agreed ? 1 : 0;
        return (confidence - truth) ** 2 - (applyCalibration(calibration, confidence) - truth) ** 2;
      });
  });
  return gains.reduce((sum, gain) => sum + gain, 0) > 0;
}

const NEWTON_STEPS = 50;
/** Holds the slope near one where the verdicts say little. */
const RIDGE = 1;

/** Newton's method on the logistic loss with Platt's softened targets; a falling slope becomes a flat one. */
function fitPlatt(verdicts: readonly ReviewedVerdict[]): Calibration {
  const agreed = verdicts.filter((verdict) => verdict.agreed).length;
  const yes = (agreed + 1) / (agreed + 2);
  const no = 1 / (verdicts.length - agreed + 2);
  const points = verdicts.map((verdict) => [logit(verdict.confidence), verdict.agreed ? yes : no] as const);
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    let [gs, gi, hss, hsi, hii] = [RIDGE * (slope - 1), 0, RIDGE, 0, 1e-9];
    for (const [x, target] of points) {
      const p = logistic(slope * x + intercept);
      const weight = p * (1 - p);
      gs += (p - target) * x;
      gi += p - target;
      hss += weight * x * x;
      hsi += weight * x;
      hii += weight;
    }
    const determinant = hss * hii - hsi * hsi;
    slope -= (hii * gs - hsi * gi) / determinant;
    intercept -= (hss * gi - hsi * gs) / determinant;
  }
  const steady = Number.isFinite(slope) && Number.isFinite(intercept) && slope > 0;
  return steady
    ? { kind: "platt", slope, intercept, verdicts: verdicts.length }
    : { kind: "platt", slope: 0, intercept: logit(agreed / verdicts.length), verdicts: verdicts.length };
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly weight: number;
}

function fitIsotonic(verdicts: readonly ReviewedVerdict[]): Calibration {
  const blocks: Block[] = [];
  for (const { confidence, agreed } of [...verdicts].sort((a, b) => a.confidence - b.confidence)) {
    let block: Block = { from: confidence, to: confidence, mean: agreed ? 1 : 0, weight: 1 };
    let last = blocks.at(-1);
    while (last !== undefined && (last.mean >= block.mean || last.to === block.from)) {
      const weight = last.weight + block.weight;
      block = {
        from: last.from,
        to: block.to,
        mean: (last.mean * last.weight + block.mean * block.weight) / weight,
        weight,
      };
      blocks.pop();
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  const knots = blocks.flatMap(({ from, to, mean }) =>
    from === to ? [[from, mean] as const] : [[from, mean] as const, [to, mean] as const],
  );
  return { kind: "isotonic", knots, verdicts: verdicts.length };
}
