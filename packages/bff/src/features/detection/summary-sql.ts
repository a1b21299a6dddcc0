import { membership, SEGMENTS } from "./page-sql.ts";

/** Held users are judged by the instant $7. */
const MEMBERS = (schema: string, ranked: boolean): string =>
  membership(schema, { keyed: false, holds: true, filtered: false, assessed: false, ranked }, 6);

/** The standing decision about `u`, if any, at the instant $7. */
const standing = (schema: string): string => `LEFT JOIN ${schema}.decisions AS d ON d.user_id = u.user_id
  AND d.undone_at IS NULL AND (d.until IS NULL OR d.until > $7::timestamptz)`;

/**
 * Users silence decides about ($1 cohorts, $2 instants they are measured at), those held at $4 left out: by bin ($3 inner
 * edges, whole days), by the longest threshold up to 365 days that flags them, activity and risk rank.
 */
export function histogramText(schema: string): string {
  return `
SELECT width_bucket(floor(a.days)::integer, $3::integer[]) AS bin,
  least(greatest(ceil(a.days)::integer - 1, 0), 365) AS flagged_to, k.ever_active, u.risk_rank, count(*)::integer AS users
FROM unnest($1::integer[], $2::timestamptz[]) AS c (cohort_id, measured_at)
JOIN ${schema}.cohorts AS k USING (cohort_id)
JOIN ${schema}.user_profiles AS u USING (cohort_id)
CROSS JOIN LATERAL (SELECT extract(epoch FROM c.measured_at - u.quiet_since) / 86400 AS days) AS a
WHERE NOT k.held OR (coalesce(u.exempt_until <= $4::timestamptz, true) AND coalesce(u.snoozed_until <= $4::timestamptz, true))
GROUP BY 1, 2, 3, 4`;
}

/** Users of the segments ($1-$6) by risk rank; $8: a return probability below which they count as gone. */
export function risksText(schema: string): string {
  return `
SELECT u.risk_rank, count(*)::integer AS users, count(*) FILTER (WHERE d.user_id IS NULL)::integer AS open,
  count(*) FILTER (WHERE d.user_id IS NULL AND u.privileged)::integer AS open_privileged,
  count(*) FILTER (WHERE u.return_sort < 2)::integer AS known, count(*) FILTER (WHERE u.return_sort < $8::real)::integer AS gone
FROM ${SEGMENTS}
JOIN ${schema}.user_profiles AS u ON ${MEMBERS(schema, false)}
${standing(schema)}
GROUP BY u.risk_rank`;
}

/** Of the segments' users without a standing decision those whose second factor is known, and those who lack one. */
export function secondFactorsText(schema: string): string {
  return `
SELECT count(m.enrolled)::integer AS known, count(*) FILTER (WHERE NOT m.enrolled)::integer AS missing
FROM ${SEGMENTS}
JOIN ${schema}.user_profiles AS u ON ${MEMBERS(schema, true)}
${standing(schema)}
CROSS JOIN LATERAL (SELECT bool_and(a.mfa_enrolled) AS enrolled FROM ${schema}.source_accounts AS a
  WHERE a.user_id = u.user_id) AS m
WHERE d.user_id IS NULL`;
}

/** Licences of the segments' users by product, most held first; one row without a product where a source lists licences. */
export function licencesText(schema: string): string {
  return `
SELECT l.product, count(DISTINCT u.user_id)::integer AS seats
FROM ${SEGMENTS}
JOIN ${schema}.user_profiles AS u ON ${MEMBERS(schema, false)}
JOIN ${schema}.source_accounts AS a ON a.user_id = u.user_id AND a.present
CROSS JOIN LATERAL jsonb_array_elements_text(
  CASE jsonb_typeof(a.attributes -> 'licences') WHEN 'array' THEN a.attributes -> 'licences' END) AS l (product)
GROUP BY l.product
UNION ALL SELECT NULL, 0 FROM ${schema}.sources WHERE kind = 'entra' GROUP BY kind
ORDER BY seats DESC, product`;
}
