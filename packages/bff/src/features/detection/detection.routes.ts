import {
  getDormancySummary,
  getUserDormancy as getUserDormancyContract,
  listDormantUsers as listContract,
} from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { getUserDormancy } from "./get-user-dormancy.ts";
import { listDormantUsers } from "./list-dormant-users.ts";
import { summariseDormancy } from "./summarise-dormancy.ts";

interface DetectionServices {
  readonly database: Pick<Database, "withTenant">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One instant of the database for every query of an answer. */
const SNAPSHOT = { readOnly: true, isolation: "repeatable read" } as const;

export function detectionRoutes({ database, now }: DetectionServices): readonly Route[] {
  return [
    defineRoute(listContract).handle(async ({ principal, query }) => ({
      status: 200,
      body: await database.withTenant(
        principal.tenant,
        (tx) =>
          listDormantUsers(
            tx,
            {
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
              skip: query.skip,
              limit: query.limit,
              cursor: query.cursor,
            },
            now(),
          ),
        SNAPSHOT,
      ),
    })),
    defineRoute(getDormancySummary).handle(async ({ principal, query }) => ({
      status: 200,
      body: await database.withTenant(
        principal.tenant,
        (tx) => summariseDormancy(tx, { inactiveDays: query.inactive_days, accountTypes: query.account_type }, now()),
        SNAPSHOT,
      ),
    })),
    defineRoute(getUserDormancyContract).handle(async ({ principal, params, query }) => ({
      status: 200,
      body: await database.withTenant(
        principal.tenant,
        (tx) =>
          getUserDormancy(
            tx,
            params.user_id,
            {
              inactiveDays: query.inactive_days,
              asOf: query.as_of,
              // Only the lifting of exemptions concerns one user; a type would hide the others.
              accountTypes: query.account_type?.includes("all") ? ["all"] : undefined,
            },
            now(),
          ),
        SNAPSHOT,
      ),
    })),
  ];
}
