import { listAudit as listAuditContract } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { listAudit } from "./list-audit.ts";

export function auditRoutes({ database }: { readonly database: Pick<Database, "withTenant"> }): readonly Route[] {
  return [
    defineRoute(listAuditContract).handle(async ({ principal, query }) => ({
      status: 200,
      body: await database.withTenant(principal.tenant, (tx) => listAudit(tx, query), { readOnly: true }),
    })),
  ];
}
