import { getUserDormancy as getUserDormancyContract } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { getUserDormancy } from "./get-user-dormancy.ts";

interface DetectionServices {
  readonly database: Pick<Database, "withTenant">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function detectionRoutes({ database, now }: DetectionServices): readonly Route[] {
  return [
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
        { readOnly: true, isolation: "repeatable read" },
      );
      return { status: 200, body };
    }),
  ];
}
