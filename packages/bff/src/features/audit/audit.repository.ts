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

const insertEntry = defineQuery<AuditEntry>({
  name: "audit.insert_entry",
  text: (schema) => `
INSERT INTO ${schema}.audit_log (actor, action, target, detail, request_id) VALUES ($1, $2, $3, $4::jsonb, $5)`,
  params: (entry) => [
    entry.actor,
    entry.action,
    entry.target ?? null,
    JSON.stringify(entry.detail ?? {}),
    entry.requestId ?? null,
  ],
});

/** Writes to the audit log in the transaction of the deed: neither stands without the other. */
export async function recordAudit(tx: TenantTransaction, entry: AuditEntry): Promise<void> {
  await tx.execute(insertEntry, entry);
}
