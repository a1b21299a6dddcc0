export { countJudgedUsers } from "./count-judged-users.ts";
export { detectDormantUsers } from "./detect-dormant-users.ts";
