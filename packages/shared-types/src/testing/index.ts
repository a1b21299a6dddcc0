export { buildDecision } from "./decision.ts";
export { buildDormancySummary } from "./dormancy-summary.ts";
export { buildDormantUser, buildDormantUsersPage } from "./dormant-user.ts";
export { buildInsight } from "./insight.ts";
export { buildRefreshJob } from "./refresh-job.ts";
