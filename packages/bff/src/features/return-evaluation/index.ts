export {
  BackDaysError,
  type EvalReturnsRequest,
  type EvalReturnsResult,
  HistoryUnreadableError,
  runEvalReturns,
} from "./run-eval-returns.ts";
