export { buildDecision } from "./decision.ts";
export { buildDormantUser, buildDormantUsersPage } from "./dormant-user.ts";
export { buildRefreshJob } from "./refresh-job.ts";
