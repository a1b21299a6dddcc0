export { BackDaysError, HistoryUnreadableError, runEvalReturns } from "./run-eval-returns.ts";
