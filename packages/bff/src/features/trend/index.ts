export { getTrend } from "./get-trend.ts";
export { recordAnalysedTrend, recordTrend } from "./record-trend.ts";
