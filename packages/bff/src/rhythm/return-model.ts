import type { Calibration } from "./calibration.ts";

/** Why a tenant's data cannot carry a return probability, not even the platform's. */
export type TenantInsufficiency = "too_few_accounts" | "too_few_active_days";

/** Whose experience the coefficients rest on: mostly the tenant's, the platform's pulled towards it, or the platform's alone. */
export type ModelBasis = "tenant" | "pooled" | "platform";

export interface ReturnModelSizes {
  readonly accounts: number;
  readonly activeDays: number;
  readonly pastCutoffs: number;
  /** Account × cutoff pairs the model learned from. */
  readonly judged: number;
  readonly returned: number;
  /** Returns after weighting; overlapping windows count once. */
  readonly effectiveReturns: number;
}

/** A fitted model: plain JSON, fit for storing. */
export interface ReturnModel {
  readonly version: 1;
  readonly fittedAsOfDay: number;
  readonly horizonDays: number;
  readonly basis: ModelBasis;
  /** Set where no probability may be given. */
  readonly insufficient?: TenantInsufficiency;
  /** In the order of `RETURN_FEATURES`. */
  readonly coefficients: readonly number[];
  readonly sizes: ReturnModelSizes;
  /** How the same method, fitted one horizon earlier, fared on the outcomes known since; absent without such outcomes. */
  readonly calibration?: Calibration;
  readonly comparables: readonly ComparableCell[];
}

/** Accounts of the tenant's past in one band of silence and one of active days, and how many came back. */
export interface ComparableCell {
  /** Index into the bands of silence. */
  readonly silence: number;
  /** Index into the bands of active days. */
  readonly activity: number;
  readonly judged: number;
  readonly returned: number;
}
