export type { AnalysisRun, RunStatus, RunTotals } from "./analysis-run.ts";
export { type ExecuteOptions, executeRun } from "./execute-run.ts";
export type { RunServices } from "./run-services.ts";
export { cancelRun, getRun, type RunRequest, startRun } from "./start-run.ts";
