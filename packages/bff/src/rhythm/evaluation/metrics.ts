import { equalCountBins, type JudgedProbability } from "../calibration.ts";

/** How well probabilities foretold outcomes. A figure is null where it is not defined, never NaN. */
export interface ForecastFigures {
  /** Chance that a returned account ranks above one that did not; ties count half. Null unless both kinds occur. */
  readonly auc: number | null;
  /** Mean squared error. */
  readonly brier: number | null;
  /** Mean negative natural logarithm of the probability given to what happened. */
  readonly log_loss: number | null;
  /** Expected calibration error over ten equal-count bins. */
  readonly ece: number | null;
}

export const UNDEFINED_FIGURES: ForecastFigures = { auc: null, brier: null, log_loss: null, ece: null };

export function measureForecast(outcomes: readonly JudgedProbability[]): ForecastFigures {
  if (outcomes.length === 0) return UNDEFINED_FIGURES;
  return {
    auc: areaUnderCurve(
      outcomes.map((outcome) => outcome.probability),
      outcomes.map((outcome) => outcome.returned),
    ),
    brier: mean(outcomes.map(({ probability, returned }) => (probability - (returned ? 1 : 0)) ** 2)),
    log_loss: mean(
      outcomes.map(({ probability, returned }) => -Math.log(returned ? probability : 1 - probability) || 0),
    ),
    ece: expectedCalibrationError(outcomes),
  };
}

/** AUC by the rank sum of Mann and Whitney with mid-ranks for ties. */
export function areaUnderCurve(scores: readonly number[], returned: readonly boolean[]): number | null {
  const order = scores.map((_, index) => index).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let rankSum = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end] as number] === scores[order[start] as number]) end += 1;
    const middleRank = (start + 1 + end) / 2;
    for (let k = start; k < end; k += 1) {
      if (!returned[order[k] as number]) continue;
      rankSum += middleRank;
      positives += 1;
    }
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function expectedCalibrationError(outcomes: readonly JudgedProbability[]): number {
  const bins = equalCountBins(outcomes);
  return (
    bins.reduce((sum, bin) => sum + Math.abs(bin.returned - bin.judged * bin.meanProbability), 0) / outcomes.length
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
