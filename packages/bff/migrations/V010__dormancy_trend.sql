-- How many users were dormant at the end of each UTC day of the tenant's data, at the thresholds of that time.
CREATE TABLE dormancy_trend (
  day date NOT NULL CONSTRAINT dormancy_trend_pkey PRIMARY KEY,
  -- the instant of that day which the counts speak of
  as_of timestamptz NOT NULL,
  dormant integer NOT NULL,
  never_active integer NOT NULL,
  -- by the insights of that time; null where no analysis had been made
  critical integer,
  high integer,
  medium integer,
  low integer,
  -- of critical or high risk, without a standing decision
  critical_high_open integer,
  -- worked out afterwards from the kept history
  from_history boolean NOT NULL DEFAULT false
);

CREATE CONSTRAINT TRIGGER dormancy_trend_renew_answers AFTER INSERT OR UPDATE OR DELETE ON dormancy_trend
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_answers();

GRANT SELECT, INSERT, UPDATE, DELETE ON dormancy_trend TO :"tenant_role";
