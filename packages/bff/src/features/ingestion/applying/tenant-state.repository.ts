import { defineQuery, type TenantTransaction } from "../../../db/index.ts";
import { countJudgedUsers } from "../../detection/index.ts";
import type { SourceState, TenantState } from "./hold.ts";

interface SourceRow {
  readonly name: string;
  readonly present: number;
  readonly data_as_of: string;
  readonly newest_activity_at: string | null;
}

const selectSources = defineQuery<void, SourceRow, SourceState>({
  name: "ingestion.list_source_states",
  text: (schema) => `
SELECT s.name, s.data_as_of, s.newest_activity_at, count(a.source_id) FILTER (WHERE a.present)::integer AS present
FROM ${schema}.sources AS s LEFT JOIN ${schema}.source_accounts AS a USING (source_id) GROUP BY s.source_id`,
  row: (row) => ({
    name: row.name,
    presentAccounts: row.present,
    dataAsOfMs: Date.parse(row.data_as_of),
    newestActivityAtMs: row.newest_activity_at === null ? null : Date.parse(row.newest_activity_at),
  }),
});

/** What a hold is judged by. Counts every account: for whole snapshots, not for single users. */
export async function readTenantState(tx: TenantTransaction): Promise<TenantState> {
  const sources = await tx.list(selectSources);
  return { sources, ...(await countJudgedUsers(tx)) };
}

const selectDataAsOf = defineQuery<void, { at: string | null }>({
  name: "ingestion.get_data_as_of",
  text: (schema) => `SELECT max(data_as_of) AS at FROM ${schema}.sources`,
});

/** The newest snapshot instant of the tenant; null while it has no data. */
export async function getDataAsOf(tx: TenantTransaction): Promise<string | null> {
  const { at } = await tx.get(selectDataAsOf);
  return at === null ? null : new Date(at).toISOString();
}
