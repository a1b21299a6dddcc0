-- One row for each person: the accounts of V002 merged, and what detection reads.

-- Users who are judged alike. Everything but the clock that decides a state is here, so that a threshold or an instant
-- turns into one range of quiet_since for each cohort.
CREATE TABLE cohorts (
  cohort_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- judged: silence decides; otherwise the state is fixed, whatever the threshold
  standing text NOT NULL CONSTRAINT cohorts_standing_check CHECK (standing IN ('judged', 'unknown', 'disabled')),
  standing_reason text,
  account_type text NOT NULL,
  privileged boolean NOT NULL,
  ever_active boolean NOT NULL,
  -- some user or group exemption or snooze names these users; whether it still holds depends on the instant
  held boolean NOT NULL,
  feed_id smallint CONSTRAINT cohorts_feed_fkey REFERENCES feeds,
  CONSTRAINT cohorts_attributes_key UNIQUE NULLS NOT DISTINCT
    (standing, standing_reason, account_type, privileged, ever_active, held, feed_id)
);

CREATE TABLE user_profiles (
  user_id uuid NOT NULL DEFAULT gen_random_uuid(),
  merge_key text NOT NULL CONSTRAINT user_profiles_merge_key_key UNIQUE,
  external_id text NOT NULL,
  email text,
  name text,
  department text,
  account_type text NOT NULL,
  privileged boolean NOT NULL DEFAULT false,
  group_names text[] NOT NULL DEFAULT '{}',
  source_ids smallint[] NOT NULL,
  last_active_at timestamptz,
  last_active_basis text NOT NULL DEFAULT 'none',
  last_active_source smallint,
  account_start_at timestamptz,
  history_complete_from timestamptz,
  exempt_until timestamptz,
  exempt_reason text CONSTRAINT user_profiles_exempt_reason_check CHECK (exempt_reason IN ('exempt_user', 'exempt_group')),
  snoozed_until timestamptz,
  cohort_id integer NOT NULL CONSTRAINT user_profiles_cohort_fkey REFERENCES cohorts,
  -- the instant silence is counted from
  quiet_since timestamptz NOT NULL
    GENERATED ALWAYS AS (coalesce(last_active_at, account_start_at, '-infinity'::timestamptz)) STORED,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_profiles_pkey PRIMARY KEY (user_id)
);
CREATE INDEX idx_user_profiles_last_active ON user_profiles (last_active_at);
CREATE INDEX user_profiles_cohort_quiet_idx ON user_profiles (cohort_id, quiet_since, user_id);

ALTER TABLE source_accounts
  ADD CONSTRAINT source_accounts_user_fkey FOREIGN KEY (user_id) REFERENCES user_profiles ON DELETE CASCADE
  DEFERRABLE INITIALLY DEFERRED;

-- Users of a cohort by the UTC day of quiet_since, and the same by month: counts at any threshold read a few hundred
-- small rows and one day of the index instead of the table.
CREATE TABLE dormancy_daily (
  cohort_id integer NOT NULL CONSTRAINT dormancy_daily_cohort_fkey REFERENCES cohorts,
  day date NOT NULL,
  users integer NOT NULL,
  CONSTRAINT dormancy_daily_pkey PRIMARY KEY (cohort_id, day) INCLUDE (users)
);
CREATE TABLE dormancy_monthly (
  cohort_id integer NOT NULL CONSTRAINT dormancy_monthly_cohort_fkey REFERENCES cohorts,
  month date NOT NULL,
  users integer NOT NULL,
  CONSTRAINT dormancy_monthly_pkey PRIMARY KEY (cohort_id, month) INCLUDE (users)
);

-- The counters belong to the owner and only these triggers write them: no way into user_profiles can miss them.
CREATE FUNCTION count_profiles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  cohort_ids integer[];
  days date[];
  deltas integer[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(c), array_agg(d), array_agg(n) INTO cohort_ids, days, deltas FROM (
      SELECT cohort_id AS c, (quiet_since AT TIME ZONE 'UTC')::date AS d, count(*)::integer AS n
      FROM added GROUP BY 1, 2) AS delta;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(c), array_agg(d), array_agg(n) INTO cohort_ids, days, deltas FROM (
      SELECT cohort_id AS c, (quiet_since AT TIME ZONE 'UTC')::date AS d, -count(*)::integer AS n
      FROM removed GROUP BY 1, 2) AS delta;
  ELSE
    SELECT array_agg(c), array_agg(d), array_agg(n) INTO cohort_ids, days, deltas FROM (
      SELECT c, d, sum(one)::integer AS n FROM (
        SELECT cohort_id AS c, (quiet_since AT TIME ZONE 'UTC')::date AS d, 1 AS one FROM added
        UNION ALL
        SELECT cohort_id, (quiet_since AT TIME ZONE 'UTC')::date, -1 FROM removed) AS moved
      GROUP BY c, d HAVING sum(one) <> 0) AS delta;
  END IF;
  IF cohort_ids IS NULL THEN
    RETURN NULL;
  END IF;
  -- one order of rows for every writer: two of them wait for each other instead of deadlocking
  INSERT INTO dormancy_daily AS counter (cohort_id, day, users)
    SELECT c, d, n FROM unnest(cohort_ids, days, deltas) AS delta (c, d, n) ORDER BY c, d
    ON CONFLICT (cohort_id, day) DO UPDATE SET users = counter.users + excluded.users;
  INSERT INTO dormancy_monthly AS counter (cohort_id, month, users)
    SELECT c, date_trunc('month', d::timestamp)::date, sum(n)
    FROM unnest(cohort_ids, days, deltas) AS delta (c, d, n) GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (cohort_id, month) DO UPDATE SET users = counter.users + excluded.users;
  RETURN NULL;
END $$;

CREATE TRIGGER user_profiles_count_insert AFTER INSERT ON user_profiles
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_profiles();
CREATE TRIGGER user_profiles_count_update AFTER UPDATE ON user_profiles
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_profiles();
CREATE TRIGGER user_profiles_count_delete AFTER DELETE ON user_profiles
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_profiles();

GRANT SELECT, INSERT, UPDATE, DELETE ON cohorts, user_profiles TO :"tenant_role";
GRANT SELECT ON dormancy_daily, dormancy_monthly TO :"tenant_role";
