-- Says when answers given before are no longer the answers: whatever a list or summary is made of renews the generation in
-- the transaction that changes it, so no reader can meet a new state under an old generation.

CREATE TABLE answer_generation (
  only_row boolean NOT NULL DEFAULT true CONSTRAINT answer_generation_pkey PRIMARY KEY
    CONSTRAINT answer_generation_only_row_check CHECK (only_row),
  generation bigint NOT NULL DEFAULT 1,
  -- the transaction that renewed it last: once for each is enough
  renewed_by xid8
);
INSERT INTO answer_generation DEFAULT VALUES;

CREATE FUNCTION renew_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE answer_generation SET generation = generation + 1, renewed_by = pg_current_xact_id()
    WHERE renewed_by IS DISTINCT FROM pg_current_xact_id();
  RETURN NULL;
END $$;

-- At commit: the row that all writers share is the last one each of them locks, and held for no longer than that.
CREATE CONSTRAINT TRIGGER tenant_settings_renew_answers AFTER INSERT OR UPDATE OR DELETE ON tenant_settings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_answers();
-- every applied snapshot brings its sources up to date
CREATE CONSTRAINT TRIGGER sources_renew_answers AFTER INSERT OR UPDATE OR DELETE ON sources
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_answers();
CREATE CONSTRAINT TRIGGER user_profiles_renew_answers AFTER DELETE ON user_profiles
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_answers();
CREATE CONSTRAINT TRIGGER decisions_renew_answers AFTER INSERT OR UPDATE OR DELETE ON decisions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_answers();
CREATE CONSTRAINT TRIGGER insight_reviews_renew_answers AFTER INSERT OR UPDATE OR DELETE ON insight_reviews
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_answers();
CREATE CONSTRAINT TRIGGER analysis_runs_renew_answers AFTER UPDATE ON analysis_runs
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION renew_answers();

GRANT SELECT ON answer_generation TO :"tenant_role";
