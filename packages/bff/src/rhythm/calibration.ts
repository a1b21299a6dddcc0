import { roundToMillionths } from "./portable-math.ts";

/** A probability that was given, and what then happened. */
export interface JudgedProbability {
  readonly probability: number;
  readonly returned: boolean;
}

export interface CalibrationBin {
  readonly judged: number;
  readonly returned: number;
  readonly meanProbability: number;
}

export interface CalibrationFigures {
  readonly judged: number;
  readonly returned: number;
  /** Sum of the probabilities: how many returns were announced. */
  readonly expectedReturns: number;
  /** Mean squared error of the probabilities. */
  readonly brier: number;
  /** Mean of |share returned − mean probability| over the bins, weighted by their size. */
  readonly expectedCalibrationError: number;
  /** Ten bins of equal count, least likely first. */
  readonly bins: readonly CalibrationBin[];
}

export interface Calibration extends CalibrationFigures {
  /** The day whose probabilities were judged. */
  readonly asOfDay: number;
}

const BINS = 10;

/** Splits the outcomes, ordered by probability, into ten bins of equal count and compares what was said with what came. */
export function measureCalibration(outcomes: readonly JudgedProbability[]): CalibrationFigures {
  const bins = equalCountBins(outcomes);
  let returned = 0;
  let expected = 0;
  let squares = 0;
  for (const outcome of outcomes) {
    const seen = outcome.returned ? 1 : 0;
    returned += seen;
    expected += outcome.probability;
    squares += (outcome.probability - seen) ** 2;
  }
  const error = bins.reduce((sum, bin) => sum + Math.abs(bin.returned - bin.judged * bin.meanProbability), 0);
  const count = Math.max(1, outcomes.length);
  return {
    judged: outcomes.length,
    returned,
    expectedReturns: roundToMillionths(expected),
    brier: roundToMillionths(squares / count),
    expectedCalibrationError: roundToMillionths(error / count),
    bins: bins.map((bin) => ({ ...bin, meanProbability: roundToMillionths(bin.meanProbability) })),
  };
}

/** Bins of equal count (±1) in the order of probability; equal probabilities keep the order they came in. */
export function equalCountBins(outcomes: readonly JudgedProbability[], count = BINS): CalibrationBin[] {
  const ordered = [...outcomes].sort((a, b) => a.probability - b.probability);
  const bins: CalibrationBin[] = [];
  for (let bin = 0; bin < count; bin += 1) {
    const members = ordered.slice(
      Math.floor((bin * ordered.length) / count),
      Math.floor(((bin + 1) * ordered.length) / count),
    );
    if (members.length === 0) continue;
    bins.push({
      judged: members.length,
      returned: members.filter((member) => member.returned).length,
      meanProbability: members.reduce((sum, member) => sum + member.probability, 0) / members.length,
    });
  }
  return bins;
}
