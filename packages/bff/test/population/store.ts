import { randomUUID } from "node:crypto";
import { defineQuery, type TenantTransaction } from "../../src/db/index.ts";
import { openTouchedUsers, refreshTouchedProfiles } from "../../src/features/profiles/index.ts";

/** A source and its accounts, as ingestion would have left them. */
export interface StoredSource {
  readonly name: string;
  readonly kind: "trustx" | "okta" | "entra" | "google" | "scim";
  readonly dataAsOfMs: number;
  readonly reportsActivity: boolean;
}

export interface StoredAccount {
  readonly source: string;
  readonly externalId: string;
  /** Accounts with the same person become one user. */
  readonly person: string;
  readonly accountType: string;
  readonly privileged: boolean;
  readonly groupNames: readonly string[];
  readonly cannotSignInReason: string | null;
  readonly present: boolean;
  readonly startMs: number | null;
  /** Every kept instant; the newest is the account's last active. */
  readonly instantsMs: readonly number[];
  readonly reporting: "reported" | "absent" | "not_supported";
  readonly historyCompleteFromMs: number | null;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const insertSources = defineQuery({
  name: "population.insert_sources",
  text: (schema) => `
INSERT INTO ${schema}.sources (name, kind, data_as_of, reports_activity)
SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::boolean[])`,
  params: (sources: readonly StoredSource[]) => [
    sources.map((source) => source.name),
    sources.map((source) => source.kind),
    sources.map((source) => iso(source.dataAsOfMs)),
    sources.map((source) => source.reportsActivity),
  ],
});

const insertAccounts = defineQuery({
  name: "population.insert_accounts",
  text: (schema) => `
WITH added AS (
  INSERT INTO ${schema}.source_accounts (source_id, external_id, user_id, merge_key, email, name, department, account_type,
    privileged, group_names, can_sign_in, cannot_sign_in_reason, account_start_at, last_active_at, last_active_basis,
    activity_reporting, history_complete_from, content_hash, confirmed_at, present)
  SELECT s.source_id, a.external_id, a.user_id, a.person, a.person || '@example.com', initcap(a.person), a.department,
    a.account_type, a.privileged, ARRAY(SELECT jsonb_array_elements_text(a.group_names)), a.cannot IS NULL, a.cannot,
    a.start_at, a.last_at, CASE WHEN a.last_at IS NULL THEN 'none' ELSE 'successful_sign_in' END, a.reporting,
    a.complete_from, '', s.data_as_of, a.present
  FROM jsonb_to_recordset($1::jsonb) AS a (source text, external_id text, user_id uuid, person text, department text,
    account_type text, privileged boolean, group_names jsonb, cannot text, start_at timestamptz, last_at timestamptz,
    reporting text, complete_from timestamptz, present boolean)
  JOIN ${schema}.sources AS s ON s.name = a.source
  RETURNING user_id, merge_key)
INSERT INTO pg_temp.touched_users SELECT DISTINCT user_id, merge_key FROM added`,
  params: (rows: readonly Record<string, unknown>[]) => [JSON.stringify(rows)],
  prepare: false,
});

const insertActivity = defineQuery({
  name: "population.insert_activity",
  text: (schema) => `
INSERT INTO ${schema}.account_activity (source_id, external_id, basis, instants)
SELECT s.source_id, a.external_id, 'successful_sign_in', ARRAY(SELECT jsonb_array_elements_text(a.instants)::timestamptz)
FROM jsonb_to_recordset($1::jsonb) AS a (source text, external_id text, instants jsonb)
JOIN ${schema}.sources AS s ON s.name = a.source`,
  params: (rows: readonly Record<string, unknown>[]) => [JSON.stringify(rows)],
  prepare: false,
});

/** Stores sources and accounts and derives their profiles; gives each person's user id. */
export async function storePopulation(
  tx: TenantTransaction,
  sources: readonly StoredSource[],
  accounts: readonly StoredAccount[],
): Promise<Map<string, string>> {
  const users = new Map<string, string>();
  for (const account of accounts) {
    if (!users.has(account.person)) users.set(account.person, randomUUID());
  }
  await tx.execute(insertSources, sources);
  await openTouchedUsers(tx);
  const rows = accounts.map((account) => ({
    source: account.source,
    external_id: account.externalId,
    user_id: users.get(account.person),
    person: account.person,
    department: `Department ${account.person.length % 3}`,
    account_type: account.accountType,
    privileged: account.privileged,
    group_names: account.groupNames,
    cannot: account.cannotSignInReason,
    start_at: iso(account.startMs),
    last_at: account.instantsMs.length === 0 ? null : iso(Math.max(...account.instantsMs)),
    reporting: account.reporting,
    complete_from: iso(account.historyCompleteFromMs),
    present: account.present,
    instants: account.instantsMs.toSorted((a, b) => a - b).map(iso),
  }));
  await tx.execute(insertAccounts, rows);
  await tx.execute(
    insertActivity,
    rows.filter((row) => row.instants.length > 0),
  );
  await refreshTouchedProfiles(tx, []);
  return users;
}
