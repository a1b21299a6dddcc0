-- Who read, ran, decided, changed and erased what. Rows are added and read, never changed: the tenant's role may do no more.
CREATE TABLE audit_log (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  -- subject of the token, or the command line's operator
  actor text NOT NULL,
  -- past tense: settings_changed, objects_ingested
  action text NOT NULL,
  target text,
  detail jsonb NOT NULL DEFAULT '{}',
  request_id text
);
CREATE INDEX audit_log_at_idx ON audit_log (at DESC, audit_id DESC);

GRANT SELECT, INSERT ON audit_log TO :"tenant_role";
