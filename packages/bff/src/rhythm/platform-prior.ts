import type { CoefficientPrior } from "./constrained-logistic.ts";
import { RETURN_FEATURES } from "./return-features.ts";

/**
 * The shape of eleven public projects' histories, as `bench/learn-prior.ts` prints it: how silence and rhythm bear on
 * return where people come and go freely. It holds no row of anybody, and nothing of the histories the model is judged on.
 */
const PLATFORM_COEFFICIENTS: readonly number[] = [
  -1.75, // base
  0.05, // silence
  0.57, // silence beyond 180 days
  0.75, // silence beyond 720 days
  1.45, // silence of a busy account
  0, // silence beyond own mean gap
  0.13, // silence beyond own longest gap
  0, // silences survived
  -0.27, // active days
  1.12, // active days in the last active year
  -0.12, // active life
  0.82, // long pauses
  0.32, // irregularity
  -1.28, // seen once
];

// How far a tenant's coefficients may lie from the platform's: standard deviation 1 for the base, 0.45 for the slopes. By
// cross-validation a slope precision from 3 to 15 is as good; tenants unlike the platform's profit from the lower end.
const BASE_PRECISION = 1;
const SLOPE_PRECISION = 5;

/** What is believed of a tenant before its own past is seen. */
export const PLATFORM_PRIOR: CoefficientPrior = {
  means: PLATFORM_COEFFICIENTS,
  precisions: RETURN_FEATURES.map(({ name }) => (name === "base" ? BASE_PRECISION : SLOPE_PRECISION)),
  nonNegative: RETURN_FEATURES.map(({ silence }) => silence),
};
