// The statements that turn `pg_temp.incoming_accounts` into stored accounts, in the order in which they run.

/**
 * One integration that delivers several shapes: each is a source of its own. The name is the first shape's, or that of the
 * source that has it already. Keys of accounts without an address follow, see `mergeKeyOf`.
 */
export const renameClashing = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET source_name = i.source_name || '_' || i.kind,
  merge_key = CASE WHEN i.email IS NULL THEN 'id:' || i.source_name || '_' || i.kind || ':' || i.external_id
    ELSE i.merge_key END
FROM (
  SELECT DISTINCT ON (n.source_name) n.source_name, coalesce(s.kind, n.kind) AS kind
  FROM pg_temp.incoming_accounts AS n LEFT JOIN ${schema}.sources AS s ON s.name = n.source_name
  ORDER BY n.source_name, n.object_number, n.kind) AS k
WHERE i.source_name = k.source_name AND i.kind <> k.kind`;

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
  is_newest = k.rank = 1, is_repeated = k.records > 1
FROM (
  SELECT n.ctid AS place, s.source_id, a.user_id, count(*) OVER (PARTITION BY n.source_name, n.external_id) AS records,
    row_number() OVER (PARTITION BY n.source_name, n.external_id ORDER BY n.snapshot_at DESC, n.object_number DESC) AS rank
  FROM pg_temp.incoming_accounts AS n
  JOIN ${schema}.sources AS s ON s.name = n.source_name
  LEFT JOIN ${schema}.source_accounts AS a ON a.source_id = s.source_id AND a.external_id = n.external_id) AS k
WHERE i.ctid = k.place`;

/** Two accounts of one source are two users, even with one address: of new ones the first has it, the others stand alone. */
export const separateNamesakes = (): string => `
UPDATE pg_temp.incoming_accounts AS i
SET user_key = CASE WHEN k.rank = 1 THEN i.merge_key ELSE 'id:' || i.source_name || ':' || i.external_id END
FROM (
  SELECT n.ctid AS place, row_number() OVER (PARTITION BY n.source_id, n.merge_key ORDER BY n.external_id) AS rank
  FROM pg_temp.incoming_accounts AS n WHERE n.is_new AND n.is_newest) AS k
WHERE i.ctid = k.place`;

/** New accounts whose address an account of another source has now: one person, if it has none in this source yet. */
export const joinKnownUsers = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET user_id = k.user_id
FROM (
  SELECT DISTINCT ON (c.source_id, c.user_id) c.place, c.user_id
  FROM (
    SELECT DISTINCT ON (n.ctid) n.ctid AS place, n.source_id, n.external_id, a.user_id
    FROM pg_temp.incoming_accounts AS n JOIN ${schema}.source_accounts AS a ON a.merge_key = n.user_key
    WHERE n.is_new AND n.is_newest AND NOT EXISTS (
      SELECT FROM ${schema}.source_accounts AS o WHERE o.user_id = a.user_id AND o.source_id = n.source_id)
    ORDER BY n.ctid, a.source_id, a.external_id) AS c
  ORDER BY c.source_id, c.user_id, c.external_id) AS k
WHERE i.ctid = k.place`;

/** Materialised: a plan that read the keys once for each account would draw a new id for each, and part one person. */
export const makeUsers = (): string => `
WITH k AS MATERIALIZED (SELECT user_key, gen_random_uuid() AS user_id FROM pg_temp.incoming_accounts
  WHERE is_new AND is_newest AND user_id IS NULL GROUP BY user_key)
UPDATE pg_temp.incoming_accounts AS i SET user_id = k.user_id FROM k
WHERE i.is_new AND i.is_newest AND i.user_id IS NULL AND i.user_key = k.user_key`;

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

/** What earlier readings of the same objects left that no longer holds: a hold, a file's time. $4: dated by more than that. */
export const forgetSuperseded = (schema: string): string => `
DELETE FROM ${schema}.ingested_objects AS p
USING unnest($1::integer[], $2::text[], $3::text[], $4::boolean[]) AS o (number, key, hash, dated)
WHERE p.object_key = o.key AND p.content_hash = o.hash AND (p.status = 'held' OR (o.dated AND p.dated_by = 'modified'))`;

/**
 * What is at least as new as the facts at hand and says something else; also that an account is back, unless a later
 * complete snapshot did not show it.
 */
export const findChanges = (schema: string): string => `
UPDATE pg_temp.incoming_accounts AS i SET changes = i.is_new OR (i.snapshot_at >= a.confirmed_at AND (
    i.content_hash <> a.content_hash
    OR (NOT a.present AND (s.last_complete_at IS NULL OR i.snapshot_at >= s.last_complete_at))))
FROM pg_temp.incoming_accounts AS n
JOIN ${schema}.sources AS s USING (source_id)
LEFT JOIN ${schema}.source_accounts AS a ON a.source_id = n.source_id AND a.external_id = n.external_id
WHERE i.ctid = n.ctid AND i.is_newest`;

/** Before new accounts look for their users: an address that has moved on leads nobody to its former holder. */
export const renewMergeKeys = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET merge_key = i.merge_key
FROM pg_temp.incoming_accounts AS i
WHERE i.is_newest AND i.changes AND NOT i.is_new AND a.source_id = i.source_id AND a.external_id = i.external_id
  AND a.merge_key <> i.merge_key`;

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
INSERT INTO ${schema}.source_accounts AS a
  (source_id, external_id, user_id, ${ACCOUNT_COLUMNS.join(", ")}, confirmed_at, present)
SELECT i.source_id, i.external_id, i.user_id, ${ACCOUNT_COLUMNS.map((column) => `i.${column}`).join(", ")}, i.snapshot_at,
  s.last_complete_at IS NULL OR i.snapshot_at >= s.last_complete_at
FROM pg_temp.incoming_accounts AS i JOIN ${schema}.sources AS s USING (source_id) WHERE i.is_newest AND i.changes
ON CONFLICT (source_id, external_id) DO UPDATE SET
  ${ACCOUNT_COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")},
  confirmed_at = excluded.confirmed_at, present = a.present OR excluded.present`;

export const confirmAccounts = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET confirmed_at = i.snapshot_at
FROM pg_temp.incoming_accounts AS i
WHERE i.is_newest AND NOT i.changes AND a.source_id = i.source_id AND a.external_id = i.external_id
  AND a.content_hash = i.content_hash AND i.snapshot_at > a.confirmed_at`;

/**
 * Keeps every observed instant, whatever the age of the snapshot that shows it; an account that learned one has changed.
 * A record that says what is stored brings none, and one without another of its account is sorted as it is.
 */
export const keepActivity = (schema: string): string => `
WITH telling AS (
  SELECT i.source_id, i.external_id, i.is_repeated, e.basis, e.instants
  FROM pg_temp.incoming_accounts AS i
  JOIN ${schema}.source_accounts AS a ON a.source_id = i.source_id AND a.external_id = i.external_id
  CROSS JOIN LATERAL jsonb_to_recordset(i.activity) AS e (basis text, instants jsonb)
  WHERE i.changes OR NOT i.is_newest OR a.content_hash <> i.content_hash),
learned AS (
  INSERT INTO ${schema}.account_activity AS h (source_id, external_id, basis, instants)
  SELECT source_id, external_id, basis, ARRAY(SELECT x.at::timestamptz FROM jsonb_array_elements_text(instants) AS x (at))
  FROM telling WHERE NOT is_repeated
  UNION ALL
  SELECT source_id, external_id, basis, array_agg(DISTINCT x.at::timestamptz ORDER BY x.at::timestamptz)
  FROM telling CROSS JOIN LATERAL jsonb_array_elements_text(instants) AS x (at)
  WHERE is_repeated GROUP BY source_id, external_id, basis
  ON CONFLICT (source_id, external_id, basis) DO UPDATE
    SET instants = ARRAY(SELECT DISTINCT unnest(h.instants || excluded.instants) ORDER BY 1)
    WHERE NOT h.instants @> excluded.instants
  RETURNING source_id, external_id)
UPDATE pg_temp.incoming_accounts AS i SET changes = true FROM learned AS l
WHERE i.source_id = l.source_id AND i.external_id = l.external_id AND i.is_newest AND NOT i.changes`;

/**
 * The newest known activity of accounts with more than one record. Attempts no longer count once a success is known, nor
 * what came without interaction while the newest record names the last success.
 */
export const renewLastActive = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET last_active_at = k.at, last_active_basis = k.basis
FROM (
  SELECT DISTINCT ON (h.source_id, h.external_id) h.source_id, h.external_id, h.basis,
    h.instants[cardinality(h.instants)] AS at
  FROM ${schema}.account_activity AS h
  JOIN pg_temp.incoming_accounts AS i ON i.source_id = h.source_id AND i.external_id = h.external_id
    AND i.is_newest AND i.changes AND (i.is_repeated OR NOT i.is_new)
  JOIN ${schema}.source_accounts AS f ON f.source_id = h.source_id AND f.external_id = h.external_id
  WHERE CASE h.basis
    WHEN 'attempted_sign_in' THEN NOT EXISTS (
      SELECT FROM ${schema}.account_activity AS sure
      WHERE sure.source_id = h.source_id AND sure.external_id = h.external_id AND sure.basis = 'successful_sign_in')
    WHEN 'non_interactive' THEN f.attributes ->> 'names_success' IS NULL
    ELSE true END
  ORDER BY h.source_id, h.external_id, at DESC, array_position(
    ARRAY['successful_sign_in', 'non_interactive', 'app_activity', 'attempted_sign_in'], h.basis)) AS k
WHERE a.source_id = k.source_id AND a.external_id = k.external_id
  AND (a.last_active_at, a.last_active_basis) IS DISTINCT FROM (k.at, k.basis)`;

/** The sources of a snapshot: those of its accounts, and those a list without any names ($1 names, $2 kinds). */
export const listCovered = (schema: string): string => `
SELECT source_id FROM pg_temp.incoming_accounts WHERE source_id IS NOT NULL
UNION
SELECT s.source_id FROM ${schema}.sources AS s JOIN unnest($1::text[], $2::text[]) AS l (name, kind)
  ON s.kind = l.kind AND s.name IN (l.name, l.name || '_' || l.kind)`;

/**
 * Accounts of the sources ($3) of a complete snapshot ($1 instant) that it does not show ($2 ids set aside count as shown).
 * A snapshot older than the last complete one proves nothing about today.
 */
export const markAbsent = (schema: string): string => `
UPDATE ${schema}.source_accounts AS a SET present = false
FROM ${schema}.sources AS s
WHERE s.source_id = ANY ($3::smallint[]) AND a.source_id = s.source_id AND a.present
  AND a.confirmed_at <= $1::timestamptz AND (s.last_complete_at IS NULL OR s.last_complete_at <= $1::timestamptz)
  AND a.external_id <> ALL ($2::text[])
  AND NOT EXISTS (SELECT FROM pg_temp.incoming_accounts AS i
    WHERE i.source_id = a.source_id AND i.external_id = a.external_id)
RETURNING a.user_id, s.name AS source`;

/**
 * Brings the sources ($2) up to date; $1: the instant of a complete snapshot, or null. A source reports activity while some
 * account's newest record does; gives those for which that has just changed.
 */
export const renewSources = (schema: string): string => `
UPDATE ${schema}.sources AS s SET
  data_as_of = greatest(s.data_as_of, k.data_as_of),
  newest_activity_at = greatest(s.newest_activity_at, k.newest_activity_at),
  reports_activity = s.kind <> 'scim' AND EXISTS (
    SELECT FROM ${schema}.source_accounts AS a WHERE a.source_id = s.source_id AND a.activity_reporting = 'reported'),
  last_complete_at = greatest(s.last_complete_at, $1::timestamptz)
FROM (SELECT o.source_id, max(i.snapshot_at) AS data_as_of, max(i.last_active_at) AS newest_activity_at,
    bool_or(o.reports_activity) AS reported
  FROM ${schema}.sources AS o LEFT JOIN pg_temp.incoming_accounts AS i USING (source_id)
  WHERE o.source_id = ANY ($2::smallint[]) GROUP BY o.source_id) AS k
WHERE s.source_id = k.source_id
RETURNING s.source_id, s.reports_activity <> k.reported AS reporting_changed`;

/** The instant of a source rests on its objects: one that was re-dated may have been the newest. $1: sources. */
export const redateSources = (schema: string): string => `
UPDATE ${schema}.sources AS s SET data_as_of = k.at
FROM (SELECT source_id, max(snapshot_at) AS at FROM ${schema}.ingested_objects
  WHERE status = 'applied' AND source_id = ANY ($1::smallint[]) GROUP BY source_id) AS k
WHERE s.source_id = k.source_id AND s.data_as_of <> k.at`;

/**
 * The users to derive again: accounts that changed, and ($1) those whose source began or ceased to report activity. A user
 * that is made gets the key it was made under, where no other has it.
 */
export const touchChanged = (schema: string): string => `
INSERT INTO pg_temp.touched_users (user_id, merge_key)
SELECT i.user_id, min(i.user_key) FILTER (WHERE NOT EXISTS (
    SELECT FROM ${schema}.user_profiles AS u WHERE u.merge_key = i.user_key))
FROM pg_temp.incoming_accounts AS i WHERE i.is_newest AND i.changes GROUP BY i.user_id
UNION
SELECT DISTINCT a.user_id, NULL::text FROM ${schema}.source_accounts AS a
WHERE a.source_id = ANY ($1::smallint[]) AND a.activity_reporting = 'absent'
  AND NOT EXISTS (SELECT FROM pg_temp.incoming_accounts AS i WHERE i.user_id = a.user_id AND i.is_newest AND i.changes)
ON CONFLICT DO NOTHING`;

export const touchUsers = (): string => `
INSERT INTO pg_temp.touched_users (user_id) SELECT DISTINCT unnest($1::uuid[]) ON CONFLICT DO NOTHING`;

/** Accounts, those that changed nothing, and how many ids the snapshot shows, those set aside ($1) included. */
export const countIncoming = (): string => `
SELECT count(*) FILTER (WHERE is_newest)::integer AS users,
  count(*) FILTER (WHERE is_newest AND NOT changes)::integer AS unchanged,
  (count(*) FILTER (WHERE is_newest) + (SELECT count(DISTINCT x.id) FROM unnest($1::text[]) AS x (id)
    WHERE x.id NOT IN (SELECT external_id FROM pg_temp.incoming_accounts)))::integer AS shown
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

/** As {@link recordObjects}, of objects that were held: nothing of them was applied. $7: why, $8: for which source. */
export const recordHeldObjects = (schema: string): string => `
WITH objects AS (
  SELECT o.*, (SELECT source_id FROM ${schema}.sources WHERE name = $8) AS source_id
  FROM unnest($1::integer[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::boolean[])
    AS o (number, key, hash, at, dated_by, complete)
), held_for_another AS (
  DELETE FROM ${schema}.ingested_objects AS p USING objects AS o
  WHERE p.status = 'held' AND p.object_key = o.key AND p.content_hash = o.hash AND p.source_id IS DISTINCT FROM o.source_id
)
INSERT INTO ${schema}.ingested_objects
  (object_key, content_hash, snapshot_at, dated_by, complete, status, held_reason, source_id)
SELECT o.key, o.hash, o.at, o.dated_by, o.complete, 'held', $7, o.source_id FROM objects AS o
ON CONFLICT ON CONSTRAINT ingested_objects_key DO UPDATE SET held_reason = excluded.held_reason, ingested_at = now()`;

export const recordQuarantined = (schema: string): string => `
INSERT INTO ${schema}.quarantined_records (object_key, content_hash, position, reason, field, external_id)
SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[])
ON CONFLICT ON CONSTRAINT quarantined_records_place_key DO NOTHING`;
