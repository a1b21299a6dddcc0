-- Accounts that were erased: keyed hashes of their ids and addresses, which nobody can turn back without the key, and which
-- keep the next snapshot from bringing them back.
CREATE TABLE erased_accounts (
  -- names the key, so that a missing one is noticed
  key_id text NOT NULL,
  account_hash bytea NOT NULL,
  erased_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT erased_accounts_pkey PRIMARY KEY (account_hash)
);

-- The receipts. The user's id is the product's own and leads nowhere any more.
CREATE TABLE erasures (
  receipt_id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT erasures_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT erasures_user_key UNIQUE,
  erased_at timestamptz NOT NULL DEFAULT now(),
  erased_by text NOT NULL,
  -- rows by table
  removed jsonb NOT NULL,
  tombstones integer NOT NULL
);

-- insights that the retention job deletes are in no list any more
CREATE CONSTRAINT TRIGGER user_insights_renew_answers AFTER DELETE ON user_insights
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_answers();

-- Added and read, never changed.
GRANT SELECT, INSERT ON erased_accounts, erasures TO :"tenant_role";
