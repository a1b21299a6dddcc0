/**
 * For each cohort ($1) its users quiet since before its cutoff ($2), and all of them: months and days before the cutoff
 * from the counters, the day of the cutoff from the index. Exact at any instant.
 */
export function countsText(schema: string): string {
  return `
SELECT c.cohort_id, (by_month.before + by_day.before + edge.before)::integer AS quiet, by_month.users::integer AS users
FROM unnest($1::integer[], $2::timestamptz[]) AS c (cohort_id, cutoff)
CROSS JOIN LATERAL (SELECT c.cutoff AT TIME ZONE 'UTC' AS utc) AS at
CROSS JOIN LATERAL (
  SELECT coalesce(sum(m.users), 0) AS users,
    coalesce(sum(m.users) FILTER (WHERE m.month < date_trunc('month', at.utc)::date), 0) AS before
  FROM ${schema}.dormancy_monthly AS m WHERE m.cohort_id = c.cohort_id) AS by_month
CROSS JOIN LATERAL (
  SELECT coalesce(sum(d.users), 0) AS before FROM ${schema}.dormancy_daily AS d
  WHERE d.cohort_id = c.cohort_id AND d.day >= date_trunc('month', at.utc)::date AND d.day < at.utc::date) AS by_day
CROSS JOIN LATERAL (
  SELECT count(*) AS before FROM ${schema}.user_profiles AS u
  WHERE u.cohort_id = c.cohort_id AND u.quiet_since >= date_trunc('day', at.utc) AT TIME ZONE 'UTC'
    AND u.quiet_since < c.cutoff) AS edge`;
}

/** Users of held cohorts ($1, cutoffs $2) at an instant ($3), row by row: exemptions of single users are few. */
export function heldCountsText(schema: string): string {
  return `
SELECT c.cohort_id,
  CASE WHEN u.exempt_until > $3::timestamptz THEN 'exempt' WHEN u.snoozed_until > $3::timestamptz THEN 'snoozed' ELSE 'none'
    END AS hold,
  u.quiet_since < c.cutoff AS quiet, count(*)::integer AS users
FROM unnest($1::integer[], $2::timestamptz[]) AS c (cohort_id, cutoff)
JOIN ${schema}.user_profiles AS u USING (cohort_id)
GROUP BY 1, 2, 3`;
}
