import { defineQuery, type Query, type TenantTransaction } from "../../db/index.ts";

/** What is kept for how long: the rows of a table that an instant leaves behind. */
export interface RetentionRule {
  readonly table: string;
  readonly keptFor: "embeddings_days" | "insights_days" | "history_days";
  readonly count: Query<string, { rows: number }>;
  readonly remove: Query<string, unknown>;
}

function rule(table: string, keptFor: RetentionRule["keptFor"], isOld: string): RetentionRule {
  const from = (schema: string): string => `FROM ${schema}.${table} WHERE ${isOld}`;
  const params = (before: string) => [before];
  return {
    table,
    keptFor,
    count: defineQuery<string, { rows: number }>({
      name: `retention.count_${table}`,
      prepare: false,
      text: (schema) => `SELECT count(*)::integer AS rows ${from(schema)}`,
      params,
    }),
    remove: defineQuery<string>({
      name: `retention.delete_${table}`,
      prepare: false,
      text: (schema) => `DELETE ${from(schema)}`,
      params,
    }),
  };
}

/** In an order in which no row goes before those that need it. $1: older than this goes. */
export const RULES: readonly RetentionRule[] = [
  rule("user_embeddings", "embeddings_days", "embedded_at < $1::timestamptz"),
  rule("insight_reviews", "insights_days", "reviewed_at < $1::timestamptz"),
  rule("user_insights", "insights_days", "analysed_at < $1::timestamptz"),
  // A decision that stands is in force, however old.
  rule("decisions", "insights_days", "undone_at < $1::timestamptz"),
  rule("rag_analysis_history", "history_days", "analysed_at < $1::timestamptz"),
  rule("analysis_runs", "history_days", "finished_at < $1::timestamptz"),
  rule("event_outbox", "history_days", "published_at < $1::timestamptz"),
  rule("quarantined_records", "history_days", "quarantined_at < $1::timestamptz"),
  rule("dormancy_trend", "history_days", "as_of < $1::timestamptz"),
];

export const countOld = async (tx: TenantTransaction, { count }: RetentionRule, before: string): Promise<number> =>
  (await tx.get(count, before)).rows;

export const removeOld = (tx: TenantTransaction, { remove }: RetentionRule, before: string): Promise<number> =>
  tx.execute(remove, before);
