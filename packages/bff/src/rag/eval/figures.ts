import type { ReviewedVerdict } from "../confidence/calibration.ts";

const BINS = 10;

/**
 * Expected calibration error over ten bins of equal count: the mean distance between confidence and the share that was
 * right, weighted by the bins' sizes. 0 for no verdicts.
 */
export function expectedCalibrationError(verdicts: readonly ReviewedVerdict[]): number {
  const sorted = [...verdicts].sort((a, b) => a.confidence - b.confidence);
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = sorted.slice(
      Math.round((bin * sorted.length) / BINS),
      Math.round(((bin + 1) * sorted.length) / BINS),
    );
    const confidence = inside.reduce((total, verdict) => total + verdict.confidence, 0);
    const right = inside.filter(({ agreed }) => agreed).length;
    error += Math.abs(confidence - right);
  }
  return sorted.length === 0 ? 0 : error / sorted.length;
}

/** The smallest value that this share of all values does not exceed; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
