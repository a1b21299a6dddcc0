export { buildDormantUser, buildDormantUsersPage } from "./dormant-user.ts";
export { buildInsight } from "./insight.ts";
