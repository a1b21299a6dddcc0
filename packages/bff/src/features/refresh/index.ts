export type { ExecuteRun, JobLauncher } from "./job-launcher.ts";
export { listUnfinished } from "./runs.repository.ts";
