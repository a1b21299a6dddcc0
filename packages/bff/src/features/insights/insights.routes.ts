import { getDormantUser as detailContract, putReview as reviewContract } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { getDormantUser } from "./get-dormant-user.ts";
import { putReview } from "./put-review.ts";

interface InsightServices {
  readonly database: Pick<Database, "withTenant">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function insightsRoutes({ database, now }: InsightServices): readonly Route[] {
  return [
    defineRoute(detailContract).handle(async ({ principal, params, query, request }) => {
      const question = {
        inactiveDays: query.inactive_days,
        asOf: query.as_of,
        // Only the lifting of exemptions concerns one user; a type would hide the others.
        accountTypes: query.account_type?.includes("all") ? (["all"] as const) : undefined,
      };
      const context = { actor: principal.subject, requestId: request.id, nowMs: now() };
      const body = await database.withTenant(
        principal.tenant,
        (tx) => getDormantUser(tx, params.user_id, question, context),
        { isolation: "repeatable read" },
      );
      return { status: 200, body };
    }),
    defineRoute(reviewContract).handle(async ({ principal, params, body, request }) => ({
      status: 200,
      body: await database.withTenant(principal.tenant, (tx) =>
        putReview(tx, params.user_id, body, { actor: principal.subject, requestId: request.id, nowMs: now() }),
      ),
    })),
  ];
}
