import { defineQuery, type TenantTransaction } from "../../db/index.ts";

/** Something somebody did. */
export interface AuditEntry {
  /** Subject of the token, or the operator of the command line. */
  readonly actor: string;
  /** Past tense: `settings_changed`. */
  readonly action: string;
  readonly target?: string | undefined;
  /** Facts an auditor needs; no personal data beyond ids. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly requestId?: string | undefined;
}

const insertEntries = defineQuery<readonly AuditEntry[]>({
  name: "audit.insert_entries",
  text: (schema) => `
INSERT INTO ${schema}.audit_log (actor, action, target, detail, request_id)
SELECT e.actor, e.action, e.target, e.detail::jsonb, e.request_id
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS e (actor, action, target, detail, request_id)`,
  params: (entries) => [
    entries.map(({ actor }) => actor),
    entries.map(({ action }) => action),
    entries.map(({ target }) => target ?? null),
    entries.map(({ detail }) => JSON.stringify(detail ?? {})),
    entries.map(({ requestId }) => requestId ?? null),
  ],
});

/** Writes to the audit log in the transaction of the deeds: neither stands without the other. */
export async function recordAudits(tx: TenantTransaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.execute(insertEntries, entries);
}

/** One entry of {@link recordAudits}. */
export const recordAudit = (tx: TenantTransaction, entry: AuditEntry): Promise<void> => recordAudits(tx, [entry]);
