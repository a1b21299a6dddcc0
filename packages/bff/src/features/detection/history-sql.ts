import { assessmentText } from "./assessment-sql.ts";
import { searchText } from "./search-sql.ts";

/**
 * Every user as of an earlier instant, from the kept history instead of the present profile.
 *
 * Parameters: $1 instant; the cohorts, one array for each column: $2 id, $3 fixed reason, $4 standing, $5 standing reason,
 * $6 cutoff, $7 measured at; $8 one user or null; $9 a text to search for or null; $10 departments or null;
 * $11 risk ranks, $12 least confidence and $13 decision, each or null: as they are now.
 * Gives `judged` with the list's columns, `reason`, `last_active_at` as of then and `aligned_since`: when the silence would
 * have begun had every source delivered at the instant.
 */
export function historyCte(schema: string): string {
  return `
known AS (
  SELECT c.*, u.user_id, u.external_id, u.email, u.name, u.department, u.account_type, u.privileged, u.source_ids,
    u.account_start_at, u.risk_rank, u.return_sort, u.exempt_reason, u.exempt_until, u.snoozed_until, u.history_complete_from,
    u.last_active_at > $1::timestamptz AS later_activity,
    CASE WHEN u.last_active_at <= $1::timestamptz THEN u.last_active_at ELSE past.at END AS last_active_at,
    CASE WHEN u.last_active_at <= $1::timestamptz THEN u.last_active_basis ELSE coalesce(past.basis, 'none') END
      AS last_active_basis,
    CASE WHEN u.last_active_at <= $1::timestamptz THEN u.last_active_source ELSE past.source_id END AS last_active_source
  FROM unnest($2::integer[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
    AS c (cohort_id, fixed_reason, standing, standing_reason, cutoff, measured_at)
  JOIN ${schema}.user_profiles AS u USING (cohort_id)
  LEFT JOIN LATERAL (
    SELECT i.at, h.basis, h.source_id
    FROM ${schema}.source_accounts AS a
    JOIN ${schema}.account_activity AS h USING (source_id, external_id)
    CROSS JOIN LATERAL unnest(h.instants) AS i (at)
    WHERE a.user_id = u.user_id AND i.at <= $1::timestamptz AND CASE h.basis
      WHEN 'attempted_sign_in' THEN NOT EXISTS (
        SELECT FROM ${schema}.source_accounts AS o JOIN ${schema}.account_activity AS sure USING (source_id, external_id)
        WHERE o.user_id = u.user_id AND sure.basis IN ('successful_sign_in', 'app_activity'))
      WHEN 'non_interactive' THEN a.attributes ->> 'names_success' IS NULL
      ELSE true END
    ORDER BY i.at DESC, h.source_id, h.basis LIMIT 1) AS past ON u.last_active_at > $1::timestamptz
  WHERE ($8::uuid IS NULL OR u.user_id = $8)
    AND ${searchText(schema, "$9::text")}
    AND ($10::text[] IS NULL OR u.department = ANY ($10))
    AND ${assessmentText(schema, { riskRanks: "$11", confidenceMin: "$12", decision: "$13", instant: "$1" })}),
judged AS (
  SELECT known.*, coalesce(last_active_at, account_start_at, '-infinity'::timestamptz) AS quiet_since,
    coalesce(last_active_at, account_start_at, '-infinity'::timestamptz) + ($1::timestamptz - measured_at) AS aligned_since,
    CASE
      WHEN fixed_reason IS NOT NULL THEN fixed_reason
      WHEN exempt_until > $1::timestamptz THEN exempt_reason
      WHEN snoozed_until > $1::timestamptz THEN 'snoozed_until'
      WHEN standing = 'unknown' THEN standing_reason
      WHEN last_active_at IS NOT NULL AND last_active_at < cutoff THEN 'inactive_since_cutoff'
      WHEN last_active_at IS NOT NULL THEN 'active_since_cutoff'
      WHEN account_start_at > $1::timestamptz THEN 'new_account'
      WHEN later_activity AND (account_start_at IS NULL OR history_complete_from IS NULL
        OR history_complete_from > account_start_at) THEN 'history_incomplete'
      WHEN account_start_at IS NULL THEN 'no_activity_and_no_start'
      WHEN account_start_at < cutoff THEN 'never_signed_in'
      ELSE 'new_account'
    END AS reason
  FROM known)`;
}
