import type { ActivityDay, SimilarUser, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";

const selectDays = defineQuery<UserId, ActivityDay & { total: number }>({
  name: "insights.list_activity_days",
  text: (schema) => `
SELECT day, sources, events, count(*) OVER ()::integer AS total FROM (
  SELECT (i.at AT TIME ZONE 'UTC')::date AS day, array_agg(DISTINCT s.name ORDER BY s.name) AS sources, count(*)::integer AS events
  FROM ${schema}.source_accounts AS a
  JOIN ${schema}.account_activity AS h USING (source_id, external_id)
  JOIN ${schema}.sources AS s USING (source_id)
  CROSS JOIN LATERAL unnest(h.instants) AS i (at)
  WHERE a.user_id = $1 GROUP BY 1) AS seen
ORDER BY day DESC LIMIT 400`,
  params: (userId) => [userId],
});

/** The newest 400 UTC days with activity, and how many there are. */
export async function listActivityDays(
  tx: TenantTransaction,
  userId: UserId,
): Promise<{ days: ActivityDay[]; total: number }> {
  const rows = await tx.list(selectDays, userId);
  return { days: rows.map(({ total: _total, ...day }) => day), total: rows[0]?.total ?? 0 };
}

const selectSimilar = defineQuery<UserId, SimilarUser, SimilarUser>({
  name: "insights.list_similar_users",
  text: (schema) => `
WITH own AS (
  SELECT model_id, embedding FROM ${schema}.user_embeddings WHERE user_id = $1 ORDER BY embedded_at DESC, model_id LIMIT 1),
near AS (
  SELECT e.user_id, e.embedding <=> own.embedding AS distance FROM own JOIN ${schema}.user_embeddings AS e USING (model_id)
  WHERE e.user_id <> $1 ORDER BY distance, e.user_id LIMIT 5)
SELECT near.user_id, u.name, u.email, greatest(-1, least(1, 1 - near.distance)) AS similarity, u.last_active_at, i.risk_level,
  d.kind AS decision
FROM near JOIN ${schema}.user_profiles AS u USING (user_id)
LEFT JOIN ${schema}.user_insights AS i USING (user_id)
LEFT JOIN ${schema}.decisions AS d ON d.user_id = near.user_id AND d.undone_at IS NULL
ORDER BY near.distance, near.user_id`,
  params: (userId) => [userId],
  row: (row) => ({
    ...row,
    last_active_at: row.last_active_at === null ? null : new Date(row.last_active_at).toISOString(),
  }),
});

/** The five users whose embeddings, of the same model, are nearest; none until the user has one. Exact: reads them all. */
export const listSimilarUsers = (tx: TenantTransaction, userId: UserId): Promise<SimilarUser[]> =>
  tx.list(selectSimilar, userId);
