import { assertDay, countUpTo, dayAt, toActiveDays } from "./active-days.ts";
import { QUIET_DAYS } from "./return-features.ts";
import type { ModelBasis, ReturnModel, TenantInsufficiency } from "./return-model.ts";
import { scoreAccount } from "./score-account.ts";

/** Why there is no probability: something about the tenant, or the account was never active, or is not quiet. */
export type InsufficientReason = TenantInsufficiency | "never_active" | "recently_active";

export interface ReturnEstimate {
  readonly kind: "estimate";
  /** P(active again within the model's horizon), from 0.0001 to 0.9999, six decimals. */
  readonly probability: number;
  /** Days since the last active day. */
  readonly silentDays: number;
  readonly basis: ModelBasis;
}

export interface InsufficientEvidence {
  readonly kind: "insufficient_evidence";
  readonly reason: InsufficientReason;
}

/**
 * How likely the account is to be active again within the horizon, judged at the end of `asOfDay`; later days are not
 * looked at. For one model and one list of days the answer never rises as `asOfDay` grows.
 * @throws InvalidActivityDayError if a day is not a whole number of days since 1970-01-01.
 */
export function returnProbability(
  model: ReturnModel,
  days: readonly number[],
  asOfDay: number,
): ReturnEstimate | InsufficientEvidence {
  assertDay(asOfDay);
  if (model.insufficient) return { kind: "insufficient_evidence", reason: model.insufficient };
  const active = toActiveDays(days);
  const count = countUpTo(active, asOfDay);
  if (count === 0) return { kind: "insufficient_evidence", reason: "never_active" };
  const silentDays = asOfDay - dayAt(active, count - 1);
  if (silentDays < QUIET_DAYS) return { kind: "insufficient_evidence", reason: "recently_active" };
  const probability = scoreAccount(model.coefficients, active, count, asOfDay);
  return { kind: "estimate", probability, silentDays, basis: model.basis };
}
