export type { AnalysisJobServices } from "./analysis-job-services.ts";
export { type AnalysisAnswer, handleAnalysisEvent } from "./handle-analysis-event.ts";
