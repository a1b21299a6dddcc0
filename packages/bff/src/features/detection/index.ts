export type { AnswerCache } from "./cached-answers.ts";
export { getDetectionContext } from "./context.repository.ts";
export { countJudgedUsers, getTenantStanding } from "./count-judged-users.ts";
export { detectDormantUsers } from "./detect-dormant-users.ts";
export { getUserDormancy } from "./get-user-dormancy.ts";
export { type JudgedUser, listJudgedUsers } from "./judged-users.ts";
export { DAY_MS, type DormancyRequest, type Judgement, judge } from "./judgement.ts";
export { type ListRequest, listDormantUsers } from "./list-dormant-users.ts";
export { toListRequest } from "./to-list-request.ts";
