import type { DormantUser, DormantUsersPage, TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { ListRequest } from "../detection/index.ts";
import { listUsers } from "../overview/index.ts";
import { CSV_HEAD, csvRow } from "./csv.ts";

export type ExportFormat = "csv" | "jsonl";

export interface ExportRequest {
  readonly tenant: TenantId;
  readonly list: Omit<ListRequest, "skip" | "limit" | "cursor">;
  readonly format: ExportFormat;
  readonly actor: string;
  readonly requestId: string | undefined;
  readonly nowMs: number;
  /** Told how many users each page has. */
  readonly onPage?: ((users: number) => void) | undefined;
}

const PAGE = 1000;

/**
 * The whole list as text, page by page: a slow reader holds no transaction. Every page speaks of the first one's instant,
 * so that data which arrives meanwhile moves nobody past the reader. What the list refuses is refused before the first chunk.
 */
export async function exportUsers(
  database: Pick<TenantDatabase, "withTenant">,
  request: ExportRequest,
): Promise<AsyncIterable<string>> {
  const { tenant, actor, requestId, format } = request;
  const first = await database.withTenant(
    tenant,
    async (tx) => {
      const page = await listUsers(tx, { ...request.list, limit: PAGE }, request.nowMs);
      const detail = { format, users: page.total, as_of: page.as_of };
      await recordAudit(tx, { actor, action: "users_exported", detail, requestId });
      return page;
    },
    { isolation: "repeatable read" },
  );
  return chunksOf(database, request, first);
}

async function* chunksOf(
  database: Pick<TenantDatabase, "withTenant">,
  { tenant, list, format, nowMs, onPage }: ExportRequest,
  first: DormantUsersPage,
): AsyncGenerator<string> {
  const write = format === "csv" ? csvRow : (user: DormantUser) => `${JSON.stringify(user)}\n`;
  if (format === "csv") yield CSV_HEAD;
  for (let page = first; ; ) {
    onPage?.(page.items.length);
    if (page.items.length > 0) yield page.items.map(write).join("");
    const { next_cursor: cursor } = page;
    if (cursor === null) return;
    const next = { ...list, asOf: first.as_of ?? undefined, limit: PAGE, cursor };
    page = await database.withTenant(tenant, (tx) => listUsers(tx, next, nowMs), {
      readOnly: true,
      isolation: "repeatable read",
    });
  }
}
