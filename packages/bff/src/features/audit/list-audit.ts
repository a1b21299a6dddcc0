import type { AuditEntry, AuditPage } from "@dormant-users/shared-types";
import { z } from "zod";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";

export interface AuditRequest {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** From this instant on, and before that one. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The last row of a page; the instant keeps its microseconds. */
const Cursor = z.tuple([z.iso.datetime(), z.int().min(1)]);
type Cursor = z.infer<typeof Cursor>;

const DEFAULT_LIMIT = 50;

const selectPage = defineQuery<Omit<AuditRequest, "cursor"> & { after: Cursor | undefined }, AuditEntry>({
  name: "audit.list_entries",
  text: (schema) => `
SELECT audit_id, at, actor, action, target, detail, request_id FROM ${schema}.audit_log
WHERE ($1::text IS NULL OR actor = $1) AND ($2::text IS NULL OR action = $2)
  AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
  AND ($5::timestamptz IS NULL OR (at, audit_id) < ($5, $6::bigint))
ORDER BY at DESC, audit_id DESC LIMIT $7::bigint`,
  params: ({ actor, action, since, until, limit, after }) => [
    actor ?? null,
    action ?? null,
    since ?? null,
    until ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
  ],
});

/**
 * A page of the audit log, newest first.
 *
 * @throws {DomainError} `invalid_request` for a cursor this product did not make
 */
export async function listAudit(tx: TenantTransaction, request: AuditRequest): Promise<AuditPage> {
  const limit = request.limit ?? DEFAULT_LIMIT;
  // One row more than asked for tells whether there is a next page.
  const rows = await tx.list(selectPage, { ...request, limit: limit + 1, after: decode(request.cursor) });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
    next_cursor: last === undefined ? null : encode([last.at, last.audit_id]),
  };
}

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

function decode(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch (cause) {
    throw new DomainError("invalid_request", "The cursor belongs to another list; start again without it.", { cause });
  }
}
