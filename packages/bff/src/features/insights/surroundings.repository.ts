import type { ActivityDay, UserId } from "@dormant-users/shared-types";
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
