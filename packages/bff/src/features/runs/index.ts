export type { AnalysisRun, RunTotals } from "./analysis-run.ts";
export { analyseForRun, closeRun, detectForRun, embedForRun, executeRun } from "./execute-run.ts";
export type { ExecuteRun, JobLauncher } from "./job-launcher.ts";
export { toRefreshJob } from "./refresh-job.ts";
export type { RunServices } from "./run-services.ts";
export { findLatestRuns, LEASE_SECONDS, listUnfinished } from "./runs.repository.ts";
export { cancelRun, getRun, type RunRequest, startRun } from "./start-run.ts";
