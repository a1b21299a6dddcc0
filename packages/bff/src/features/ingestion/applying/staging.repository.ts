import { defineQuery, type TenantTransaction } from "../../../db/index.ts";
import { newestActivity } from "../normalising/activity.ts";
import { mergeKeyOf } from "../normalising/merge-key.ts";
import type { SourceAccount } from "../normalising/source-account.ts";
import { sourceNameFor } from "../source-kind.ts";

/** What is sent in one statement: large enough to hide the round trip, small enough to keep memory flat. */
const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 4_000_000;

/** One object of the transaction, as its accounts refer to it. */
export interface StagedObject {
  readonly number: number;
  readonly integration: string | undefined;
  readonly snapshotAt: string;
}

const createIncoming = defineQuery({
  name: "ingestion.create_incoming",
  prepare: false,
  text: () => `
CREATE TEMP TABLE incoming_accounts (
  object_number integer, snapshot_at timestamptz, source_name text, kind text, external_id text, merge_key text, email text,
  name text, department text, account_type text, privileged boolean, mfa_enrolled boolean, group_names text[],
  can_sign_in boolean, cannot_sign_in_reason text, account_start_at timestamptz, last_active_at timestamptz,
  last_active_basis text, activity_reporting text, history_complete_from timestamptz, attributes jsonb, content_hash text,
  activity jsonb,
  source_id smallint, user_id uuid, user_key text, is_new boolean, is_newest boolean, is_repeated boolean,
  changes boolean) ON COMMIT DROP`,
});

const insertIncoming = defineQuery<string>({
  name: "ingestion.insert_incoming",
  prepare: false,
  text: () => `
INSERT INTO pg_temp.incoming_accounts (object_number, snapshot_at, source_name, kind, external_id, merge_key, email, name,
  department, account_type, privileged, mfa_enrolled, group_names, can_sign_in, cannot_sign_in_reason, account_start_at,
  last_active_at, last_active_basis, activity_reporting, history_complete_from, attributes, content_hash, activity)
SELECT object_number, snapshot_at, source_name, kind, external_id, merge_key, email, name, department, account_type,
  privileged, mfa_enrolled, ARRAY(SELECT jsonb_array_elements_text(group_names)), can_sign_in, cannot_sign_in_reason,
  account_start_at, last_active_at, coalesce(last_active_basis, 'none'), activity_reporting, history_complete_from,
  attributes, content_hash, activity
FROM jsonb_to_recordset($1::jsonb) AS r (object_number integer, snapshot_at timestamptz, source_name text, kind text,
  external_id text, merge_key text, email text, name text, department text, account_type text, privileged boolean,
  mfa_enrolled boolean, group_names jsonb, can_sign_in boolean, cannot_sign_in_reason text, account_start_at timestamptz,
  last_active_at timestamptz, last_active_basis text, activity_reporting text, history_complete_from timestamptz,
  attributes jsonb, content_hash text, activity jsonb)`,
  params: (rows) => [rows],
});

const deleteObject = defineQuery<number>({
  name: "ingestion.unstage_object",
  prepare: false,
  text: () => "DELETE FROM pg_temp.incoming_accounts WHERE object_number = $1",
  params: (number) => [number],
});

/** Accounts on their way in, in a temporary table of the transaction: memory stays flat however large an object is. */
export class Staging {
  readonly #tx: TenantTransaction;
  #rows: { readonly object: number; readonly json: string }[] = [];
  #characters = 0;

  private constructor(tx: TenantTransaction) {
    this.#tx = tx;
  }

  static async open(tx: TenantTransaction): Promise<Staging> {
    await tx.execute(createIncoming);
    return new Staging(tx);
  }

  async add(object: StagedObject, account: SourceAccount, contentHash: string): Promise<void> {
    const json = JSON.stringify(toRow(object, account, contentHash));
    this.#rows.push({ object: object.number, json });
    this.#characters += json.length;
    if (this.#rows.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS) await this.flush();
  }

  /** Takes back everything an object brought: it turned out to be unreadable. */
  async remove(object: StagedObject): Promise<void> {
    this.#rows = this.#rows.filter((row) => row.object !== object.number);
    await this.#tx.execute(deleteObject, object.number);
  }

  /** Writes what was added and not yet written. */
  async flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    await this.#tx.execute(insertIncoming, `[${this.#rows.map((row) => row.json).join(",")}]`);
    this.#rows = [];
    this.#characters = 0;
  }
}

function toRow(object: StagedObject, account: SourceAccount, contentHash: string): Record<string, unknown> {
  const source = sourceNameFor(object.integration, account.sourceKind);
  const newest = newestActivity(account);
  return {
    object_number: object.number,
    snapshot_at: object.snapshotAt,
    source_name: source,
    kind: account.sourceKind,
    external_id: account.externalId,
    merge_key: mergeKeyOf(account, source),
    email: account.email,
    name: account.displayName,
    department: account.department,
    account_type: account.accountType,
    privileged: account.privileged,
    mfa_enrolled: account.mfaEnrolled,
    group_names: account.groups,
    can_sign_in: account.canSignIn,
    cannot_sign_in_reason: account.cannotSignInReason,
    account_start_at: account.accountStartAt,
    last_active_at: newest?.at,
    last_active_basis: newest?.basis,
    activity_reporting: account.activityReporting,
    history_complete_from: account.historyCompleteFrom,
    attributes: {
      title: account.title,
      manager: account.manager,
      team: account.team,
      licences: account.licences,
      start_field: account.accountStartField,
      // Says how later records without it are to be read: see renewLastActive.
      names_success: account.activity.some((entry) => entry.basis === "successful_sign_in") || undefined,
    },
    content_hash: contentHash,
    activity: account.activity,
  };
}
