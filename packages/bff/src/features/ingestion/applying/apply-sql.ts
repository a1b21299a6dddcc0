// The statements that turn `pg_temp.incoming_accounts` into stored accounts, in the order in which they run.

/** A name that another kind of source has already: the integration delivers two shapes, each is a source of its own. */
export const renameClashing = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET source_name = i.source_name || '_' || i.kind
FROM ${schema}.sources AS s WHERE s.name = i.source_name AND s.kind <> i.kind`;

// An insert that meets an existing row still takes a number of the sequence: ask first, let the constraint settle races.
export const addSources = (schema: string): string => `
INSERT INTO ${schema}.sources (name, kind, data_as_of)
SELECT DISTINCT ON (i.source_name) i.source_name, i.kind, i.snapshot_at FROM pg_temp.incoming_accounts AS i
WHERE NOT EXISTS (SELECT FROM ${schema}.sources AS s WHERE s.name = i.source_name)
ORDER BY i.source_name, i.snapshot_at DESC
ON CONFLICT DO NOTHING`;

/** Of several records of one account the newest counts; an account that is known keeps its user. */
export const recogniseAccounts = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET source_id = k.source_id, user_id = k.user_id, is_new = k.user_id IS NULL,
  is_newest = k.rank = 1
FROM (
  SELECT n.ctid AS place, s.source_id, a.user_id,
    row_number() OVER (PARTITION BY n.source_name, n.external_id ORDER BY n.snapshot_at DESC, n.object_number DESC) AS rank
  FROM pg_temp.incoming_accounts AS n
  JOIN ${schema}.sources AS s ON s.name = n.source_name
  LEFT JOIN ${schema}.source_accounts AS a ON a.source_id = s.source_id AND a.external_id = n.external_id) AS k
WHERE i.ctid = k.place`;

/** Two accounts of one source are two users, even with one address: the first keeps the key, a later one stands alone. */
export const separateNamesakes = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET merge_key = 'id:' || i.source_name || ':' || i.external_id
FROM (
  SELECT n.ctid AS place, row_number() OVER (PARTITION BY n.source_id, n.merge_key ORDER BY n.external_id) AS rank,
    EXISTS (SELECT FROM ${schema}.user_profiles AS u JOIN ${schema}.source_accounts AS a USING (user_id)
      WHERE u.merge_key = n.merge_key AND a.source_id = n.source_id) AS taken
  FROM pg_temp.incoming_accounts AS n WHERE n.is_new AND n.is_newest) AS k
WHERE i.ctid = k.place AND (k.rank > 1 OR k.taken)`;

export const joinKnownUsers = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET user_id = u.user_id
FROM ${schema}.user_profiles AS u WHERE i.is_new AND i.is_newest AND u.merge_key = i.merge_key`;

export const makeUsers = (): string => `
UPDATE pg_temp.incoming_accounts AS i SET user_id = k.user_id
FROM (SELECT merge_key, gen_random_uuid() AS user_id FROM pg_temp.incoming_accounts
  WHERE is_new AND is_newest AND user_id IS NULL GROUP BY merge_key) AS k
WHERE i.is_new AND i.is_newest AND i.user_id IS NULL AND i.merge_key = k.merge_key`;

/**
 * An object that was dated by its file's time and is now dated by its manifest: what it confirmed, it confirmed then.
 * $1: object numbers, $2: their keys, $3: their content hashes.
 */
export const redateAccounts = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET confirmed_at = i.snapshot_at
FROM pg_temp.incoming_accounts AS i
JOIN unnest($1::integer[], $2::text[], $3::text[]) AS o (number, key, hash) ON o.number = i.object_number
JOIN ${schema}.ingested_objects AS p ON p.object_key = o.key AND p.content_hash = o.hash AND p.source_id = i.source_id
  AND p.dated_by = 'modified' AND p.status = 'applied'
WHERE a.source_id = i.source_id AND a.external_id = i.external_id AND a.confirmed_at = p.snapshot_at`;

export const forgetFileTimes = (schema: string): string => `
DELETE FROM ${schema}.ingested_objects AS p USING unnest($1::integer[], $2::text[], $3::text[]) AS o (number, key, hash)
WHERE p.object_key = o.key AND p.content_hash = o.hash AND p.dated_by = 'modified'`;

/** What is newer than the facts at hand, and says something else. */
export const findChanges = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET changes =
  i.is_new OR (i.content_hash <> a.content_hash OR NOT a.present)
    AND i.snapshot_at >= greatest(a.confirmed_at, s.last_complete_at)
FROM pg_temp.incoming_accounts AS n
JOIN ${schema}.sources AS s USING (source_id)
LEFT JOIN ${schema}.source_accounts AS a ON a.source_id = n.source_id AND a.external_id = n.external_id
WHERE i.ctid = n.ctid AND i.is_newest`;

const ACCOUNT_COLUMNS = [
  "merge_key",
  "email",
  "name",
  "department",
  "account_type",
  "privileged",
  "mfa_enrolled",
  "group_names",
  "can_sign_in",
  "cannot_sign_in_reason",
  "account_start_at",
  "last_active_at",
  "last_active_basis",
  "activity_reporting",
  "history_complete_from",
  "attributes",
  "content_hash",
];

/** An account that appears only in a snapshot older than the last complete one was gone by then. */
export const writeAccounts = (schema: string): string => `
INSERT INTO ${schema}.source_accounts
  (source_id, external_id, user_id, ${ACCOUNT_COLUMNS.join(", ")}, confirmed_at, present)
SELECT i.source_id, i.external_id, i.user_id, ${ACCOUNT_COLUMNS.map((column) => `i.${column}`).join(", ")}, i.snapshot_at,
  s.last_complete_at IS NULL OR i.snapshot_at >= s.last_complete_at
FROM pg_temp.incoming_accounts AS i JOIN ${schema}.sources AS s USING (source_id) WHERE i.is_newest AND i.changes
ON CONFLICT (source_id, external_id) DO UPDATE SET
  ${ACCOUNT_COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")},
  confirmed_at = excluded.confirmed_at, present = true`;

export const confirmAccounts = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET confirmed_at = i.snapshot_at
FROM pg_temp.incoming_accounts AS i
WHERE i.is_newest AND NOT i.changes AND a.source_id = i.source_id AND a.external_id = i.external_id
  AND a.content_hash = i.content_hash AND i.snapshot_at > a.confirmed_at`;

/** Keeps every observed instant, whatever the age of the snapshot that shows it; an account that learned one has changed. */
export const keepActivity = (schema: string): string => `
WITH learned AS (
  INSERT INTO ${schema}.account_activity AS h (source_id, external_id, basis, instants)
  SELECT i.source_id, i.external_id, e.basis, array_agg(DISTINCT x.at::timestamptz ORDER BY x.at::timestamptz)
  FROM pg_temp.incoming_accounts AS i
  CROSS JOIN LATERAL jsonb_to_recordset(i.activity) AS e (basis text, instants jsonb)
  CROSS JOIN LATERAL jsonb_array_elements_text(e.instants) AS x (at)
  GROUP BY i.source_id, i.external_id, e.basis
  ON CONFLICT (source_id, external_id, basis) DO UPDATE
    SET instants = ARRAY(SELECT DISTINCT unnest(h.instants || excluded.instants) ORDER BY 1)
    WHERE NOT h.instants @> excluded.instants
  RETURNING source_id, external_id)
UPDATE pg_temp.incoming_accounts AS i SET changes = true FROM learned AS l
WHERE i.source_id = l.source_id AND i.external_id = l.external_id AND i.is_newest AND NOT i.changes`;

/**
 * The newest known activity of known accounts. Attempts no longer count once a success is known, nor what came without
 * interaction beside a record that names the last success.
 */
export const renewLastActive = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET last_active_at = k.at, last_active_basis = k.basis
FROM (
  SELECT DISTINCT ON (h.source_id, h.external_id) h.source_id, h.external_id, h.basis,
    h.instants[cardinality(h.instants)] AS at
  FROM ${schema}.account_activity AS h
  JOIN pg_temp.incoming_accounts AS i
    ON i.source_id = h.source_id AND i.external_id = h.external_id AND i.is_newest AND NOT i.is_new AND i.changes
  WHERE CASE h.basis
    WHEN 'attempted_sign_in' THEN NOT EXISTS (
      SELECT FROM ${schema}.account_activity AS sure
      WHERE sure.source_id = h.source_id AND sure.external_id = h.external_id AND sure.basis = 'successful_sign_in')
    WHEN 'non_interactive' THEN NOT i.activity @> '[{"basis": "successful_sign_in"}]'
    ELSE true END
  ORDER BY h.source_id, h.external_id, at DESC, array_position(
    ARRAY['successful_sign_in', 'non_interactive', 'app_activity', 'attempted_sign_in'], h.basis)) AS k
WHERE a.source_id = k.source_id AND a.external_id = k.external_id AND a.last_active_at IS DISTINCT FROM k.at`;

/**
 * Accounts of the sources of a complete snapshot ($1 instant) that it does not show ($2 ids set aside count as shown).
 * A snapshot older than the last complete one proves nothing about today.
 */
export const markAbsent = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET present = false
FROM (SELECT DISTINCT i.source_id FROM pg_temp.incoming_accounts AS i) AS c JOIN ${schema}.sources AS s USING (source_id)
WHERE a.source_id = c.source_id AND a.present AND a.confirmed_at <= $1::timestamptz
  AND (s.last_complete_at IS NULL OR s.last_complete_at <= $1::timestamptz)
  AND a.external_id <> ALL ($2::text[])
  AND NOT EXISTS (SELECT FROM pg_temp.incoming_accounts AS i
    WHERE i.source_id = a.source_id AND i.external_id = a.external_id)
RETURNING a.user_id`;

/** $1: the instant of a complete snapshot, or null. Gives the sources that report activity since just now. */
export const renewSources = (schema: string): string => `
UPDATE ${schema}.sources AS s SET
  data_as_of = greatest(s.data_as_of, k.data_as_of),
  newest_activity_at = greatest(s.newest_activity_at, k.newest_activity_at),
  reports_activity = s.reports_activity OR k.reports_activity,
  last_complete_at = greatest(s.last_complete_at, $1::timestamptz)
FROM (SELECT i.source_id, max(i.snapshot_at) AS data_as_of, max(i.last_active_at) AS newest_activity_at,
    bool_or(i.activity_reporting = 'reported') AS reports_activity, bool_or(o.reports_activity) AS reported
  FROM pg_temp.incoming_accounts AS i JOIN ${schema}.sources AS o USING (source_id) GROUP BY i.source_id) AS k
WHERE s.source_id = k.source_id
RETURNING s.source_id, s.reports_activity AND NOT k.reported AS began_reporting`;

/** The instant of a source rests on its objects: one that was re-dated may have been the newest. $1: sources. */
export const redateSources = (schema: string): string => `
UPDATE ${schema}.sources AS s SET data_as_of = k.at
FROM (SELECT source_id, max(snapshot_at) AS at FROM ${schema}.ingested_objects
  WHERE status = 'applied' AND source_id = ANY ($1::smallint[]) GROUP BY source_id) AS k
WHERE s.source_id = k.source_id AND s.data_as_of <> k.at`;

/** The users to derive again: accounts that changed, and ($1) those whose source just began to report activity. */
export const touchChanged = (schema: string): string => `
INSERT INTO pg_temp.touched_users (user_id, merge_key)
SELECT user_id, min(merge_key) FROM pg_temp.incoming_accounts WHERE is_newest AND changes GROUP BY user_id
UNION
SELECT DISTINCT a.user_id, NULL::text FROM ${schema}.source_accounts AS a
WHERE a.source_id = ANY ($1::smallint[]) AND a.activity_reporting = 'absent'
  AND NOT EXISTS (SELECT FROM pg_temp.incoming_accounts AS i WHERE i.user_id = a.user_id AND i.is_newest AND i.changes)
ON CONFLICT DO NOTHING`;

export const touchUsers = (): string => `
INSERT INTO pg_temp.touched_users (user_id) SELECT DISTINCT unnest($1::uuid[]) ON CONFLICT DO NOTHING`;

export const countIncoming = (): string => `
SELECT count(*) FILTER (WHERE is_newest)::integer AS users,
  count(*) FILTER (WHERE is_newest AND NOT changes)::integer AS unchanged
FROM pg_temp.incoming_accounts`;

/** $1-$6: number, key, hash, instant, what dated it, whether complete; one row for each source an object speaks of. */
export const recordObjects = (schema: string): string => `
INSERT INTO ${schema}.ingested_objects
  (object_key, content_hash, snapshot_at, dated_by, complete, source_id, status, users)
SELECT o.key, o.hash, o.at, o.dated_by, o.complete, i.source_id, 'applied', count(i.external_id)
FROM unnest($1::integer[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::boolean[])
  AS o (number, key, hash, at, dated_by, complete)
LEFT JOIN pg_temp.incoming_accounts AS i ON i.object_number = o.number
GROUP BY o.key, o.hash, o.at, o.dated_by, o.complete, i.source_id
ON CONFLICT ON CONSTRAINT ingested_objects_key DO UPDATE
  SET status = excluded.status, held_reason = NULL, users = excluded.users, ingested_at = now()`;

/** As {@link recordObjects}, of objects that were held: nothing of them was applied. $7: why. */
export const recordHeldObjects = (schema: string): string => `
INSERT INTO ${schema}.ingested_objects (object_key, content_hash, snapshot_at, dated_by, complete, status, held_reason)
SELECT o.key, o.hash, o.at, o.dated_by, o.complete, 'held', $7
FROM unnest($1::integer[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::boolean[])
  AS o (number, key, hash, at, dated_by, complete)
ON CONFLICT ON CONSTRAINT ingested_objects_key DO UPDATE SET held_reason = excluded.held_reason, ingested_at = now()`;

export const recordQuarantined = (schema: string): string => `
INSERT INTO ${schema}.quarantined_records (object_key, content_hash, position, reason, field, external_id)
SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[])
ON CONFLICT ON CONSTRAINT quarantined_records_place_key DO NOTHING`;
