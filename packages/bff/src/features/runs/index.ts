export type { AnalysisRun, RunStatus, RunTotals } from "./analysis-run.ts";
export { type ExecuteOptions, executeRun, type RunServices } from "./execute-run.ts";
export { cancelRun, findLatestRun, getRun, type RunRequest, startRun } from "./start-run.ts";
