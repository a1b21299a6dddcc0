/** Which source a person's name, e-mail and id are taken from first. */
const RANK = "array_position(ARRAY['trustx', 'okta', 'entra', 'google', 'scim'], s.kind), s.source_id, a.external_id";

/** The newest activity; of equal instants the surer basis. */
const NEWEST = `a.active_at DESC NULLS LAST, array_position(
      ARRAY['successful_sign_in', 'non_interactive', 'app_activity', 'attempted_sign_in'], a.last_active_basis), ${RANK}`;

/** The first known value, by rank of the source. */
const first = (column: string): string => `(array_agg(a.${column} ORDER BY a.${column} IS NULL, ${RANK}))[1]`;

/**
 * Accounts of the touched users merged into one row each, in `pg_temp.merged_profiles`.
 * $1-$3: the exemptions' kinds, values and ends.
 *
 * - Disabled only if every source that knows the account says so, or no longer has it.
 * - The newest activity wins, whatever the state of the account it was seen on; an attempt, whose outcome nobody told,
 *   only where no account shows an activity for certain.
 * - A Graph account without sign-in activity never signed in where others of its source have some; elsewhere a missing
 *   value is unknown.
 * - Account start is the earliest among the accounts that can be used.
 */
export function mergeText(schema: string): string {
  return `
INSERT INTO pg_temp.merged_profiles
WITH known AS (
  SELECT a.*, s.kind, a.can_sign_in AND a.present AS usable,
    bool_or(a.last_active_basis IN ('successful_sign_in', 'app_activity')) OVER (PARTITION BY a.user_id) AS certain,
    a.activity_reporting = 'reported' OR a.last_active_at IS NOT NULL
      OR (a.activity_reporting = 'absent' AND s.kind = 'entra' AND s.reports_activity) AS bearing
  FROM pg_temp.touched_users AS t
  JOIN ${schema}.source_accounts AS a USING (user_id)
  JOIN ${schema}.sources AS s USING (source_id)),
account AS (
  SELECT k.*, CASE WHEN k.last_active_basis = 'attempted_sign_in' AND k.certain THEN NULL ELSE k.last_active_at END AS active_at
  FROM known AS k),
merged AS (
  SELECT a.user_id, ${first("external_id")} AS external_id, ${first("email")} AS email, ${first("name")} AS name,
    ${first("department")} AS department,
    (array_agg(a.account_type ORDER BY array_position(
      ARRAY['break_glass', 'service', 'shared', 'guest', 'human', 'unknown'], a.account_type)))[1] AS account_type,
    bool_or(a.privileged) AS privileged,
    array_agg(DISTINCT a.source_id ORDER BY a.source_id) AS source_ids,
    max(a.active_at) AS last_active_at,
    (array_agg(a.last_active_basis ORDER BY ${NEWEST}))[1] AS last_active_basis,
    (array_agg(a.source_id ORDER BY ${NEWEST}))[1] AS last_active_source,
    coalesce(min(a.account_start_at) FILTER (WHERE a.usable), min(a.account_start_at)) AS account_start_at,
    CASE WHEN bool_and(a.history_complete_from IS NOT NULL) FILTER (WHERE a.bearing)
      THEN max(a.history_complete_from) FILTER (WHERE a.bearing) END AS history_complete_from,
    coalesce(array_agg(DISTINCT a.source_id ORDER BY a.source_id) FILTER (WHERE a.bearing), '{}') AS feed_sources,
    bool_or(a.usable) AS usable,
    (array_agg(CASE WHEN a.present THEN a.cannot_sign_in_reason ELSE 'absent_from_snapshot' END
      ORDER BY NOT a.present, ${RANK}) FILTER (WHERE NOT a.usable))[1] AS disabled_reason,
    bool_or(a.bearing) AS bearing,
    bool_and(a.activity_reporting = 'not_supported') AS not_supported
  FROM account AS a JOIN ${schema}.sources AS s USING (source_id)
  GROUP BY a.user_id),
grouped AS (
  SELECT a.user_id, array_agg(DISTINCT g.name ORDER BY g.name) AS group_names
  FROM account AS a CROSS JOIN LATERAL unnest(a.group_names) AS g (name) GROUP BY a.user_id),
exempted AS (
  SELECT DISTINCT ON (m.user_id) m.user_id, e.until, 'exempt_' || e.kind AS reason
  FROM merged AS m LEFT JOIN grouped AS g USING (user_id)
  JOIN unnest($1::text[], $2::text[], $3::timestamptz[]) AS e (kind, value, until)
    ON CASE e.kind WHEN 'user' THEN m.user_id::text = lower(e.value) ELSE e.value = ANY (g.group_names) END
  ORDER BY m.user_id, e.until DESC, e.kind DESC)
SELECT m.user_id, t.merge_key, m.external_id, m.email, m.name, m.department, m.account_type, m.privileged,
  coalesce(g.group_names, '{}'), m.source_ids, m.last_active_at,
  CASE WHEN m.last_active_at IS NULL THEN 'none' ELSE m.last_active_basis END,
  CASE WHEN m.last_active_at IS NULL THEN NULL ELSE m.last_active_source END,
  m.account_start_at, m.history_complete_from, m.feed_sources,
  CASE WHEN NOT m.usable THEN 'disabled'
    WHEN m.last_active_at IS NOT NULL OR (m.bearing AND m.account_start_at IS NOT NULL) THEN 'judged'
    ELSE 'unknown' END,
  CASE WHEN NOT m.usable THEN m.disabled_reason
    WHEN m.last_active_at IS NOT NULL OR (m.bearing AND m.account_start_at IS NOT NULL) THEN NULL
    WHEN m.bearing THEN 'no_activity_and_no_start'
    WHEN m.not_supported THEN 'source_has_no_activity'
    ELSE 'activity_not_reported' END,
  e.until, e.reason, e.until IS NOT NULL OR u.snoozed_until IS NOT NULL
FROM merged AS m
JOIN pg_temp.touched_users AS t USING (user_id)
LEFT JOIN grouped AS g USING (user_id)
LEFT JOIN exempted AS e USING (user_id)
LEFT JOIN ${schema}.user_profiles AS u USING (user_id)`;
}

const MERGED_COLUMNS = [
  "external_id",
  "email",
  "name",
  "department",
  "account_type",
  "privileged",
  "group_names",
  "source_ids",
  "last_active_at",
  "last_active_basis",
  "last_active_source",
  "account_start_at",
  "history_complete_from",
  "exempt_until",
  "exempt_reason",
];

/** Writes the merged rows; a row that says nothing new is left alone. */
export function upsertText(schema: string): string {
  const columns = [...MERGED_COLUMNS, "cohort_id"];
  return `
INSERT INTO ${schema}.user_profiles AS u (user_id, merge_key, ${columns.join(", ")})
SELECT m.user_id, coalesce(m.merge_key, m.user_id::text), ${MERGED_COLUMNS.map((column) => `m.${column}`).join(", ")}, c.cohort_id
FROM pg_temp.merged_profiles AS m
LEFT JOIN ${schema}.feeds AS f ON f.source_ids = m.feed_sources
JOIN ${schema}.cohorts AS c ON c.standing = m.standing
  AND coalesce(c.standing_reason, '') = coalesce(m.standing_reason, '')
  AND c.account_type = m.account_type AND c.privileged = m.privileged
  AND c.ever_active = (m.last_active_at IS NOT NULL) AND c.held = m.held
  AND coalesce(c.feed_id, 0) = coalesce(f.feed_id, 0)
ON CONFLICT (user_id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(", ")},
  updated_at = now()
WHERE (${columns.map((column) => `u.${column}`).join(", ")})
  IS DISTINCT FROM (${columns.map((column) => `excluded.${column}`).join(", ")})`;
}
