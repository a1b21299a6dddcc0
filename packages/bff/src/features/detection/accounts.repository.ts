import type { AccountType, ActivityBasis, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";

/** One account of a user, and what holds the user. Instants are ISO 8601 in UTC. */
export interface AccountRow {
  readonly source: string;
  readonly external_id: string;
  readonly data_as_of: string;
  readonly can_sign_in: boolean;
  readonly cannot_sign_in_reason: string | null;
  readonly account_type: AccountType;
  readonly account_start_at: string | null;
  readonly last_active_at: string | null;
  readonly last_active_basis: ActivityBasis;
  readonly exempt_until: string | null;
  readonly snoozed_until: string | null;
}

const selectAccounts = defineQuery<UserId, AccountRow>({
  name: "detection.list_accounts",
  text: (schema) => `
SELECT s.name AS source, a.external_id, s.data_as_of, a.can_sign_in AND a.present AS can_sign_in,
  CASE WHEN a.present THEN a.cannot_sign_in_reason ELSE 'absent_from_snapshot' END AS cannot_sign_in_reason,
  a.account_type, a.account_start_at, a.last_active_at, a.last_active_basis, u.exempt_until, u.snoozed_until
FROM ${schema}.source_accounts AS a
JOIN ${schema}.sources AS s USING (source_id)
JOIN ${schema}.user_profiles AS u USING (user_id)
WHERE a.user_id = $1
ORDER BY s.name, a.external_id`,
  params: (userId) => [userId],
});

/** The accounts that make up a user; none for an unknown user. */
export const listAccounts = (tx: TenantTransaction, userId: UserId): Promise<AccountRow[]> =>
  tx.list(selectAccounts, userId);

const countAccounts = defineQuery<void, { source_id: number; accounts: number }>({
  name: "detection.count_accounts",
  text: (schema) =>
    `SELECT source_id, count(*)::integer AS accounts FROM ${schema}.source_accounts WHERE present GROUP BY source_id`,
});

/** Accounts present in each source. Reads every account: for summaries, not for pages. */
export async function countAccountsBySource(tx: TenantTransaction): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.list(countAccounts);
  return new Map(rows.map((row) => [row.source_id, row.accounts]));
}
