export { detectDormantUsers } from "./detect-dormant-users.ts";
export { type DormancyRequest, judge } from "./judgement.ts";
