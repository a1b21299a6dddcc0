export { getDetectionContext } from "./context.repository.ts";
export { countJudgedUsers } from "./count-judged-users.ts";
export { detectDormantUsers } from "./detect-dormant-users.ts";
export { type JudgedUser, listJudgedUsers } from "./judged-users.ts";
export { DAY_MS, type Judgement, judge } from "./judgement.ts";
