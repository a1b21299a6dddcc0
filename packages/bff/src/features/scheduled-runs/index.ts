export { runScheduled, type ScheduledRun } from "./run-scheduled.ts";
