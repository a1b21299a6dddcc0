import type { ErasureReceipt, UserId } from "@dormant-users/shared-types";
import { defineQuery, type Query, type TenantTransaction } from "../../db/index.ts";
import type { AccountIdentity, Tombstone } from "./erasure-keys.ts";

interface PersonalAccount extends Required<Pick<AccountIdentity, "source" | "externalId">> {
  readonly mergeKey: string;
  readonly email: string | null;
}

const selectAccounts = defineQuery<UserId, PersonalAccount>({
  name: "privacy.list_accounts",
  text: (schema) => `
SELECT s.name AS source, a.external_id AS "externalId", a.merge_key AS "mergeKey", a.email
FROM ${schema}.source_accounts AS a JOIN ${schema}.sources AS s USING (source_id) WHERE a.user_id = $1`,
  params: (userId) => [userId],
});

/** What the user's accounts are known by. */
export const listPersonalAccounts = (tx: TenantTransaction, userId: UserId): Promise<PersonalAccount[]> =>
  tx.list(selectAccounts, userId);

const lockProfile = defineQuery<UserId, { user_id: UserId }>({
  name: "privacy.lock_profile",
  text: (schema) => `SELECT user_id FROM ${schema}.user_profiles WHERE user_id = $1 FOR UPDATE`,
  params: (userId) => [userId],
});

/** Waits for whoever writes about the user, and keeps everybody else out; false where there is no such user. */
export const holdProfile = async (tx: TenantTransaction, userId: UserId): Promise<boolean> =>
  (await tx.find(lockProfile, userId)) !== undefined;

/** Everything that is about a user, in an order in which it can be deleted. */
const PERSONAL_TABLES = [
  "event_outbox",
  "insight_reviews",
  "decisions",
  "rag_analysis_history",
  "user_insights",
  "user_embeddings",
  "model_questions",
  "analysis_run_users",
  "return_outlooks",
  "account_activity",
  "source_accounts",
  "user_profiles",
] as const;

const predicateOf = (schema: string, table: string): string =>
  table === "account_activity"
    ? `(source_id, external_id) IN (SELECT source_id, external_id FROM ${schema}.source_accounts WHERE user_id = $1)`
    : "user_id = $1";

const deletions: readonly (readonly [string, Query<UserId, unknown>])[] = PERSONAL_TABLES.map((table) => [
  table,
  defineQuery<UserId>({
    name: `privacy.delete_${table}`,
    prepare: false,
    text: (schema) => `DELETE FROM ${schema}.${table} WHERE ${predicateOf(schema, table)}`,
    params: (userId) => [userId],
  }),
]);

const forgetInRuns = defineQuery<UserId>({
  name: "privacy.forget_in_runs",
  prepare: false,
  text: (schema) => `
UPDATE ${schema}.analysis_runs SET user_ids = array_remove(user_ids, $1::uuid) WHERE $1::uuid = ANY (user_ids)`,
  params: (userId) => [userId],
});

const deleteQuarantined = defineQuery<readonly string[]>({
  name: "privacy.delete_quarantined",
  prepare: false,
  text: (schema) => `
DELETE FROM ${schema}.quarantined_records AS q WHERE q.external_id = ANY ($1::text[])
  OR EXISTS (SELECT FROM unnest($1::text[]) AS k (word) WHERE strpos(lower(q.object_key), lower(k.word)) > 0 AND length(k.word) > 3)`,
  params: (words) => [words],
});

// An integration may name its objects by the people in them. What was taken in stays known; whose it was does not.
const renameObjects = defineQuery<readonly string[]>({
  name: "privacy.rename_objects",
  prepare: false,
  text: (schema) => `
UPDATE ${schema}.ingested_objects AS o SET object_key = 'erased/' || gen_random_uuid()
WHERE EXISTS (SELECT FROM unnest($1::text[]) AS k (word)
  WHERE strpos(lower(o.object_key), lower(k.word)) > 0 AND length(k.word) > 3
    OR regexp_replace(o.object_key, '^.*/|\\.jsonl?(\\.gz)?$', '', 'g') = k.word)`,
  params: (words) => [words],
});

/**
 * Deletes every row about a user, and what names the user elsewhere.
 *
 * @param words ids and addresses of the user's accounts
 * @returns rows by table
 */
export async function deletePersonalData(
  tx: TenantTransaction,
  userId: UserId,
  words: readonly string[],
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  await tx.execute(forgetInRuns, userId);
  for (const [table, query] of deletions) removed[table] = await tx.execute(query, userId);
  removed.quarantined_records = await tx.execute(deleteQuarantined, words);
  await tx.execute(renameObjects, words);
  return removed;
}

const insertTombstones = defineQuery<readonly Tombstone[]>({
  name: "privacy.insert_tombstones",
  prepare: false,
  text: (schema) => `
INSERT INTO ${schema}.erased_accounts (key_id, account_hash) SELECT * FROM unnest($1::text[], $2::bytea[]) ON CONFLICT DO NOTHING`,
  params: (tombstones) => [tombstones.map(({ keyId }) => keyId), tombstones.map(({ hash }) => hash)],
});

/** Gives the number of new ones. */
export const addTombstones = (tx: TenantTransaction, tombstones: readonly Tombstone[]): Promise<number> =>
  tx.execute(insertTombstones, tombstones);

const selectTombstones = defineQuery<void, { keyId: string; hash: string }>({
  name: "privacy.list_tombstones",
  prepare: false,
  text: (schema) => `SELECT key_id AS "keyId", encode(account_hash, 'hex') AS hash FROM ${schema}.erased_accounts`,
});

/** Every tombstone of the tenant; the hash in hex. */
export const listTombstones = (tx: TenantTransaction): Promise<{ keyId: string; hash: string }[]> =>
  tx.list(selectTombstones);

const COLUMNS = "receipt_id, user_id, erased_at, erased_by, removed, tombstones";
const toReceipt = (row: ErasureReceipt): ErasureReceipt => ({
  ...row,
  erased_at: new Date(row.erased_at).toISOString(),
});

const selectReceipt = defineQuery<UserId, ErasureReceipt, ErasureReceipt>({
  name: "privacy.find_receipt",
  text: (schema) => `SELECT ${COLUMNS} FROM ${schema}.erasures WHERE user_id = $1`,
  params: (userId) => [userId],
  row: toReceipt,
});

/** Of a user who was erased before. */
export const findReceipt = (tx: TenantTransaction, userId: UserId): Promise<ErasureReceipt | undefined> =>
  tx.find(selectReceipt, userId);

const insertReceipt = defineQuery<Omit<ErasureReceipt, "receipt_id" | "erased_at">, ErasureReceipt, ErasureReceipt>({
  name: "privacy.insert_receipt",
  text: (schema) => `
INSERT INTO ${schema}.erasures (user_id, erased_by, removed, tombstones) VALUES ($1, $2, $3::jsonb, $4) RETURNING ${COLUMNS}`,
  params: ({ user_id, erased_by, removed, tombstones }) => [user_id, erased_by, JSON.stringify(removed), tombstones],
  row: toReceipt,
});

export const addReceipt = (
  tx: TenantTransaction,
  receipt: Omit<ErasureReceipt, "receipt_id" | "erased_at">,
): Promise<ErasureReceipt> => tx.get(insertReceipt, receipt);
