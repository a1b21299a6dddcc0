import { eraseUser as eraseContract } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { eraseUser } from "./erase-user.ts";
import type { LoadErasureKeys } from "./erasure-keys.ts";

interface PrivacyServices {
  readonly database: Pick<Database, "withTenant">;
  readonly erasureKeys: LoadErasureKeys;
}

export function privacyRoutes({ database, erasureKeys }: PrivacyServices): readonly Route[] {
  return [
    defineRoute(eraseContract).handle(async ({ principal, params, request }) => {
      const keys = await erasureKeys();
      if (keys === undefined) throw new DomainError("unavailable", "Erasure is not set up here: it needs a key.");
      const by = { actor: principal.subject, requestId: request.id, keys };
      const body = await database.withTenant(principal.tenant, (tx) => eraseUser(tx, params.user_id, by));
      return { status: 200, body };
    }),
  ];
}
