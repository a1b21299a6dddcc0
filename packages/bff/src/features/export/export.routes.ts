import { exportDormantUsers } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { toListRequest } from "../detection/index.ts";
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
        list: toListRequest(query),
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
