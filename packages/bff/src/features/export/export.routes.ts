import { exportDormantUsers } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { toListRequest } from "../detection/index.ts";
import { answerWhole } from "./answer-whole.ts";
import type { ExportStore } from "./export-store.ts";
import { exportUsers } from "./export-users.ts";

interface ExportServices {
  readonly database: Pick<Database, "withTenant">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether an answer can be sent as it is made. */
  readonly streams: boolean;
  /** Undefined: a long list cannot be exported where answers are not streamed. */
  readonly exports: ExportStore | undefined;
}

const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson" } as const;

export function exportRoutes({ database, now, streams, exports }: ExportServices): readonly Route[] {
  return [
    defineRoute(exportDormantUsers).handle(async ({ principal: { tenant, subject }, query, request }) => {
      const format = query.format ?? "csv";
      const nowMs = now();
      const type = TYPES[format];
      const list = toListRequest(query);
      const chunks = await exportUsers(database, {
        tenant,
        list,
        format,
        actor: subject,
        requestId: request.id,
        nowMs,
      });
      const name = `dormant-users-${new Date(nowMs).toISOString().slice(0, 10)}.${format}`;
      const headers = { "content-disposition": `attachment; filename="${name}"` };
      if (streams) return { status: 200, stream: { type, chunks }, headers };
      const answer = await answerWhole({ tenant, name, type, chunks, signal: request.signal }, exports);
      if ("link" in answer) return { status: 200, body: answer.link };
      return { status: 200, stream: { type, chunks: once(answer.text) }, headers };
    }),
  ];
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
