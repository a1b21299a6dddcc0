export type { AnswerCache } from "./cached-answers.ts";
export { countJudgedUsers } from "./count-judged-users.ts";
export { detectDormantUsers } from "./detect-dormant-users.ts";
export { getUserDormancy } from "./get-user-dormancy.ts";
export type { DormancyRequest } from "./judgement.ts";
export { type ListRequest, listDormantUsers } from "./list-dormant-users.ts";
