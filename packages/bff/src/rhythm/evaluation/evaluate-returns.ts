import { type ActiveDays, dayAt, toActiveDays } from "../active-days.ts";
import type { JudgedProbability } from "../calibration.ts";
import { fitReturnModel } from "../fit-return-model.ts";
import { scoreAccount } from "../score-account.ts";
import { type JudgedAccount, judgeAccounts } from "../training-set.ts";
import { bgNbdBaseline } from "./bg-nbd.ts";
import { logisticBaseline } from "./logistic-baseline.ts";
import { areaUnderCurve, type ForecastFigures, measureForecast, UNDEFINED_FIGURES } from "./metrics.ts";
import type { ReturnHistory } from "./return-history.ts";

/** Model and baselines on one history at one cutoff; the form `eval returns --json` prints. */
export interface ReturnEvaluation {
  readonly tenant: string;
  /** The cutoff C lies this many days before the history's `as_of_day`. */
  readonly back_days: number;
  readonly judged: number;
  readonly returned: number;
  readonly model: ForecastFigures;
  readonly baselines: {
    readonly recency: { readonly auc: number | null };
    /** The share that did return: the best constant there is, known only afterwards. */
    readonly constant: ForecastFigures;
    readonly bg_nbd: ForecastFigures;
    readonly logistic: ForecastFigures;
  };
}

const HORIZON_DAYS = 180;

/**
 * Judges model and baselines at each cutoff C = as_of_day − back_days: features and fit from days up to C, outcomes from the
 * 180 days after it, for accounts quiet for more than 30 days. Figures that have no value are null.
 */
export function evaluateReturns(history: ReturnHistory, backDays: readonly number[]): ReturnEvaluation[] {
  const accounts = history.users.map((user) => toActiveDays(user.days));
  return backDays.map((back) => evaluateCutoff(history, accounts, back));
}

function evaluateCutoff(history: ReturnHistory, accounts: readonly ActiveDays[], backDays: number): ReturnEvaluation {
  const cutoffDay = history.as_of_day - backDays;
  const judged = judgeAccounts(accounts, cutoffDay, HORIZON_DAYS);
  const returned = judged.map((account) => account.returned);
  const returns = returned.filter(Boolean).length;
  const measure = (probabilities: readonly number[] | undefined): ForecastFigures =>
    probabilities ? measureForecast(pair(probabilities, judged)) : UNDEFINED_FIGURES;
  const lastDays = judged.map(({ days, count }) => dayAt(days, count - 1));
  return {
    tenant: history.tenant,
    back_days: backDays,
    judged: judged.length,
    returned: returns,
    model: measure(modelProbabilities(history, judged, cutoffDay)),
    baselines: {
      recency: { auc: areaUnderCurve(lastDays, returned) },
      constant: measure(judged.map(() => returns / judged.length)),
      bg_nbd: measure(bgNbdBaseline(accounts, judged, cutoffDay, HORIZON_DAYS)),
      logistic: measure(logisticBaseline(accounts, judged, cutoffDay, HORIZON_DAYS)),
    },
  };
}

/** The model's probabilities, one per judged account; undefined where it has not enough evidence to give any. */
export function modelProbabilities(
  history: ReturnHistory,
  judged: readonly JudgedAccount[],
  cutoffDay: number,
): number[] | undefined {
  const model = fitReturnModel(history.users, cutoffDay, { horizonDays: HORIZON_DAYS });
  if (model.insufficient) return undefined;
  return judged.map(({ days, count }) => scoreAccount(model.coefficients, days, count, cutoffDay));
}

function pair(probabilities: readonly number[], judged: readonly JudgedAccount[]): JudgedProbability[] {
  return judged.map(({ returned }, index) => ({ probability: probabilities[index] as number, returned }));
}
