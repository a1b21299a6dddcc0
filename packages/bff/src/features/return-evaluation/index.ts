export { HistoryError } from "../../rhythm/evaluation/return-history.ts";
export { BackDaysError, HistoryUnreadableError, runEvalReturns } from "./run-eval-returns.ts";
