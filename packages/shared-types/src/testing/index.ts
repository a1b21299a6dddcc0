export { buildDormantUser, buildDormantUsersPage } from "./dormant-user.ts";
