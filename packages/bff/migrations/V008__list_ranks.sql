-- What the list is sorted by besides silence stands in the profile itself, so that every order is a descent of an index.

ALTER TABLE user_profiles
  -- of the insight in force: 4 critical, 3 high, 2 medium, 1 low; 0: not analysed
  ADD COLUMN risk_rank smallint NOT NULL DEFAULT 0
    CONSTRAINT user_profiles_risk_rank_check CHECK (risk_rank BETWEEN 0 AND 4),
  -- the return probability; 2 where none is known, which sorts behind all of them
  ADD COLUMN return_sort real NOT NULL DEFAULT 2;

CREATE FUNCTION rank_by_insight() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE user_profiles AS u SET risk_rank = 0 FROM removed WHERE u.user_id = removed.user_id AND u.risk_rank <> 0;
  ELSE
    UPDATE user_profiles AS u SET risk_rank = told.rank
      FROM (SELECT user_id, 5 - array_position(ARRAY['critical', 'high', 'medium', 'low'], risk_level) AS rank FROM added) AS told
      WHERE u.user_id = told.user_id AND u.risk_rank <> told.rank;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION sort_by_outlook() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE user_profiles AS u SET return_sort = 2 FROM removed WHERE u.user_id = removed.user_id AND u.return_sort <> 2;
  ELSE
    UPDATE user_profiles AS u SET return_sort = coalesce(added.return_probability, 2) FROM added
      WHERE u.user_id = added.user_id AND u.return_sort <> coalesce(added.return_probability, 2);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER user_insights_rank_insert AFTER INSERT ON user_insights
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION rank_by_insight();
CREATE TRIGGER user_insights_rank_update AFTER UPDATE ON user_insights
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION rank_by_insight();
CREATE TRIGGER user_insights_rank_delete AFTER DELETE ON user_insights
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION rank_by_insight();
CREATE TRIGGER return_outlooks_sort_insert AFTER INSERT ON return_outlooks
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sort_by_outlook();
CREATE TRIGGER return_outlooks_sort_update AFTER UPDATE ON return_outlooks
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sort_by_outlook();
CREATE TRIGGER return_outlooks_sort_delete AFTER DELETE ON return_outlooks
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION sort_by_outlook();

UPDATE user_profiles AS u SET risk_rank = 5 - array_position(ARRAY['critical', 'high', 'medium', 'low'], i.risk_level)
  FROM user_insights AS i WHERE i.user_id = u.user_id;
UPDATE user_profiles AS u SET return_sort = o.return_probability
  FROM return_outlooks AS o WHERE o.user_id = u.user_id AND o.return_probability IS NOT NULL;

CREATE INDEX user_profiles_cohort_risk_idx ON user_profiles (cohort_id, risk_rank, quiet_since, user_id);
CREATE INDEX user_profiles_cohort_return_idx ON user_profiles (cohort_id, return_sort, user_id) INCLUDE (quiet_since);
