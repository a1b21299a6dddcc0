-- What each integration told us, as it told it. Profiles (V003) are derived from these rows and can be made again from them.

CREATE TABLE sources (
  source_id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT sources_name_key UNIQUE,
  kind text NOT NULL CONSTRAINT sources_kind_check CHECK (kind IN ('trustx', 'okta', 'entra', 'google', 'scim')),
  -- newest snapshot instant applied
  data_as_of timestamptz NOT NULL,
  newest_activity_at timestamptz,
  -- at least one of its accounts reports activity: only then does a missing value mean "never"
  reports_activity boolean NOT NULL DEFAULT false,
  last_complete_at timestamptz
);

-- A set of activity-bearing sources. A user's age is measured at the newest snapshot of the set that knows the user.
CREATE TABLE feeds (
  feed_id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_ids smallint[] NOT NULL CONSTRAINT feeds_source_ids_key UNIQUE
);

CREATE TABLE source_accounts (
  source_id smallint NOT NULL CONSTRAINT source_accounts_source_fkey REFERENCES sources,
  external_id text NOT NULL,
  user_id uuid NOT NULL,
  merge_key text NOT NULL,
  email text,
  name text,
  department text,
  account_type text NOT NULL,
  privileged boolean NOT NULL,
  mfa_enrolled boolean,
  group_names text[] NOT NULL DEFAULT '{}',
  can_sign_in boolean NOT NULL,
  cannot_sign_in_reason text,
  account_start_at timestamptz,
  last_active_at timestamptz,
  last_active_basis text NOT NULL,
  activity_reporting text NOT NULL
    CONSTRAINT source_accounts_reporting_check CHECK (activity_reporting IN ('reported', 'absent', 'not_supported')),
  -- every activity after this instant is kept; null: only the instants that snapshots happened to show
  history_complete_from timestamptz,
  -- typed facts for later analysis (title, manager, licences …); never sent anywhere as they are
  attributes jsonb NOT NULL DEFAULT '{}',
  content_hash text NOT NULL,
  -- instant at which these facts were last known to be true
  confirmed_at timestamptz NOT NULL,
  -- false: missing from the last complete snapshot of its source
  present boolean NOT NULL DEFAULT true,
  CONSTRAINT source_accounts_pkey PRIMARY KEY (source_id, external_id)
);
CREATE INDEX source_accounts_user_idx ON source_accounts (user_id);
-- a new account looks for the person whose account in another source has its address
CREATE INDEX source_accounts_merge_key_idx ON source_accounts (merge_key);

-- Every observed instant of activity, sorted, without repeats; one row for each account and basis.
CREATE TABLE account_activity (
  source_id smallint NOT NULL,
  external_id text NOT NULL,
  basis text NOT NULL,
  instants timestamptz[] NOT NULL,
  CONSTRAINT account_activity_pkey PRIMARY KEY (source_id, external_id, basis),
  CONSTRAINT account_activity_account_fkey FOREIGN KEY (source_id, external_id)
    REFERENCES source_accounts ON DELETE CASCADE
);

-- One row for each object, content and instant that was applied or held; says what each source's data_as_of rests on.
CREATE TABLE ingested_objects (
  object_key text NOT NULL,
  content_hash text NOT NULL,
  snapshot_at timestamptz NOT NULL,
  -- what stated the instant: a file's own time is worth less than any word of the integration
  dated_by text NOT NULL CONSTRAINT ingested_objects_dated_by_check
    CHECK (dated_by IN ('caller', 'object', 'manifest', 'modified')),
  -- null: the object held no usable record
  source_id smallint CONSTRAINT ingested_objects_source_fkey REFERENCES sources,
  complete boolean NOT NULL DEFAULT false,
  status text NOT NULL CONSTRAINT ingested_objects_status_check CHECK (status IN ('applied', 'held')),
  held_reason text,
  users integer NOT NULL DEFAULT 0,
  ingested_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ingested_objects_key UNIQUE NULLS NOT DISTINCT (object_key, content_hash, snapshot_at, source_id)
);
CREATE INDEX ingested_objects_source_idx ON ingested_objects (source_id, snapshot_at DESC);
CREATE INDEX ingested_objects_recent_idx ON ingested_objects (ingested_at DESC);

CREATE TABLE quarantined_records (
  quarantine_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  object_key text NOT NULL,
  content_hash text NOT NULL,
  position integer NOT NULL,
  reason text NOT NULL,
  field text,
  external_id text,
  quarantined_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT quarantined_records_place_key UNIQUE (object_key, content_hash, position)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON sources, feeds, source_accounts, account_activity, ingested_objects,
  quarantined_records TO :"tenant_role";
