import {
  getUserDormancy as dormancyContract,
  getDormancySummary,
  listDormantUsers as listContract,
} from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { type AnswerCache, cachedAnswer, getUserDormancy, toListRequest } from "../detection/index.ts";
import { listStaleUsers } from "../insights/index.ts";
import { listUsers } from "./list-users.ts";
import { readProgress, summariseTenant } from "./summarise-tenant.ts";

interface OverviewServices {
  readonly database: Pick<Database, "withTenant" | "readOne">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly version: string;
  /** Undefined: every answer is worked out. */
  readonly answers: AnswerCache | undefined;
}

/** One instant of the database for every query of an answer. */
const SNAPSHOT = { readOnly: true, isolation: "repeatable read" } as const;

export function overviewRoutes(services: OverviewServices): readonly Route[] {
  const { database, now, version } = services;
  return [
    defineRoute(listContract).handle(async ({ principal: { tenant }, query }) => {
      const { skip, limit, cursor } = query;
      const request = { ...toListRequest(query), skip, limit, cursor };
      const body = await cachedAnswer(services, { tenant, operation: "list", version, query }, () =>
        database.withTenant(tenant, (tx) => listUsers(tx, request, now()), SNAPSHOT),
      );
      return { status: 200, body };
    }),
    defineRoute(getDormancySummary).handle(async ({ principal: { tenant }, query }) => {
      const request = { inactiveDays: query.inactive_days, accountTypes: query.account_type };
      const settled = await cachedAnswer(services, { tenant, operation: "summary", version, query }, () =>
        database.withTenant(tenant, (tx) => summariseTenant(tx, request, now()), SNAPSHOT),
      );
      const progress = await database.withTenant(tenant, (tx) => readProgress(tx, now()), { readOnly: true });
      return { status: 200, body: { ...settled, ...progress } };
    }),
    defineRoute(dormancyContract).handle(async ({ principal: { tenant }, params, query }) => {
      const request = {
        inactiveDays: query.inactive_days,
        asOf: query.as_of,
        // Only the lifting of exemptions concerns one user; a type would hide the others.
        accountTypes: query.account_type?.includes("all") ? (["all"] as const) : undefined,
      };
      const body = await database.withTenant(
        tenant,
        async (tx) => {
          const user = await getUserDormancy(tx, params.user_id, request, now());
          const stale = await listStaleUsers(tx, [user.user_id], now());
          return { ...user, insight_stale: stale.has(user.user_id) };
        },
        SNAPSHOT,
      );
      return { status: 200, body };
    }),
  ];
}
