import {
  getDormancySummary,
  getUserDormancy as getUserDormancyContract,
  listDormantUsers as listContract,
} from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { type AnswerCache, cachedAnswer } from "./cached-answers.ts";
import { getUserDormancy } from "./get-user-dormancy.ts";
import { listDormantUsers } from "./list-dormant-users.ts";
import { summariseDormancy } from "./summarise-dormancy.ts";
import { toListRequest } from "./to-list-request.ts";

interface DetectionServices {
  readonly database: Pick<Database, "withTenant" | "readOne">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly version: string;
  /** Undefined: every answer is worked out. */
  readonly answers: AnswerCache | undefined;
}

/** One instant of the database for every query of an answer. */
const SNAPSHOT = { readOnly: true, isolation: "repeatable read" } as const;

export function detectionRoutes(services: DetectionServices): readonly Route[] {
  const { database, now, version } = services;
  return [
    defineRoute(listContract).handle(async ({ principal: { tenant }, query }) => {
      const { skip, limit, cursor } = query;
      const request = { ...toListRequest(query), skip, limit, cursor };
      const body = await cachedAnswer(services, { tenant, operation: "list", version, query }, () =>
        database.withTenant(tenant, (tx) => listDormantUsers(tx, request, now()), SNAPSHOT),
      );
      return { status: 200, body };
    }),
    defineRoute(getDormancySummary).handle(async ({ principal: { tenant }, query }) => {
      const request = { inactiveDays: query.inactive_days, accountTypes: query.account_type };
      const body = await cachedAnswer(services, { tenant, operation: "summary", version, query }, () =>
        database.withTenant(tenant, (tx) => summariseDormancy(tx, request, now()), SNAPSHOT),
      );
      return { status: 200, body };
    }),
    defineRoute(getUserDormancyContract).handle(async ({ principal, params, query }) => {
      const request = {
        inactiveDays: query.inactive_days,
        asOf: query.as_of,
        // Only the lifting of exemptions concerns one user; a type would hide the others.
        accountTypes: query.account_type?.includes("all") ? (["all"] as const) : undefined,
      };
      const body = await database.withTenant(
        principal.tenant,
        (tx) => getUserDormancy(tx, params.user_id, request, now()),
        SNAPSHOT,
      );
      return { status: 200, body };
    }),
  ];
}
