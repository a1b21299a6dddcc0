import { exportDormantUsers } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { exportUsers } from "./export-users.ts";

interface ExportServices {
  readonly database: Pick<Database, "withTenant">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson" } as const;

export function exportRoutes({ database, now }: ExportServices): readonly Route[] {
  return [
    defineRoute(exportDormantUsers).handle(async ({ principal, query, request }) => {
      const format = query.format ?? "csv";
      const nowMs = now();
      const chunks = await exportUsers(database, {
        tenant: principal.tenant,
        list: {
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
        },
        format,
        actor: principal.subject,
        requestId: request.id,
        nowMs,
      });
      const name = `dormant-users-${new Date(nowMs).toISOString().slice(0, 10)}.${format}`;
      return {
        status: 200,
        stream: { type: TYPES[format], chunks },
        headers: { "content-disposition": `attachment; filename="${name}"` },
      };
    }),
  ];
}
