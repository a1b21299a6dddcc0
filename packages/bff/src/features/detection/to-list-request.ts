import type { DormantUsersQuery } from "@dormant-users/shared-types";
import type { ListRequest } from "./list-dormant-users.ts";

/** What a list and an export are asked for alike, in the feature's words: everything but the page. */
export function toListRequest(
  query: Omit<DormantUsersQuery, "skip" | "limit" | "cursor">,
): Omit<ListRequest, "skip" | "limit" | "cursor"> {
  return {
    inactiveDays: query.inactive_days,
    asOf: query.as_of,
    accountTypes: query.account_type,
    states: query.state,
    filter: {
      text: query.q,
      departments: query.department,
      riskLevels: query.risk_level,
      confidenceMin: query.confidence_min,
      decision: query.decision,
    },
    sort: query.sort,
    order: query.order,
  };
}
