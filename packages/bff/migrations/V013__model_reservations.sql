-- What is set aside of the month's budget for calls of models that are under way. Nothing here is about a user, so that
-- nothing that befalls one loses what was paid.
CREATE TABLE model_reservations (
  reservation_id uuid NOT NULL CONSTRAINT model_reservations_pkey PRIMARY KEY,
  -- null: outside of a run
  run_id uuid CONSTRAINT model_reservations_run_fkey REFERENCES analysis_runs ON DELETE SET NULL,
  purpose text NOT NULL CONSTRAINT model_reservations_purpose_check CHECK (purpose IN ('question', 'embedding')),
  -- whose budget it is taken from, whenever the answer comes
  month date NOT NULL,
  model_id text NOT NULL,
  calls integer NOT NULL,
  -- metered whole if nobody lives to hear the answer, which says what it cost
  most_usd numeric(14, 8) NOT NULL,
  reserved_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX model_reservations_run_idx ON model_reservations (run_id);

INSERT INTO model_reservations (reservation_id, run_id, purpose, month, model_id, calls, most_usd)
SELECT gen_random_uuid(), run_id, 'question', date_trunc('month', now() AT TIME ZONE 'UTC')::date, model_id, 1, reserved_usd
FROM model_questions WHERE answer IS NULL;
-- From here on a question stands here once it is answered.
DELETE FROM model_questions WHERE answer IS NULL;
ALTER TABLE model_questions DROP COLUMN reserved_usd, ALTER COLUMN answer SET NOT NULL;

-- What is left of a month's budget: neither spent nor set aside.
CREATE FUNCTION budget_left_usd(of_month date, usual_budget numeric) RETURNS numeric
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT coalesce((SELECT (value ->> 'monthly_budget_usd')::numeric FROM tenant_settings WHERE key = 'settings'), usual_budget)
    - (SELECT coalesce(sum(cost_usd), 0) FROM model_spend WHERE month = of_month)
    - (SELECT coalesce(sum(most_usd), 0) FROM model_reservations WHERE month = of_month)
$$;

-- Sets aside what calls may cost, or says why they must not be made: granted, over_budget, run_lost, user_gone. What costs
-- nothing is always granted.
CREATE FUNCTION reserve_model_calls(
  id uuid, run uuid, run_worker uuid, about uuid, kind text, model text, of_month date, requests integer, most numeric,
  headroom numeric, usual_budget numeric
) RETURNS text LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM model_reservations WHERE reservation_id = id) THEN RETURN 'granted'; END IF;
  IF run IS NOT NULL AND NOT EXISTS (
    SELECT FROM analysis_runs WHERE run_id = run AND worker = run_worker AND status = 'running')
  THEN RETURN 'run_lost'; END IF;
  IF about IS NOT NULL AND NOT EXISTS (SELECT FROM user_profiles WHERE user_id = about) THEN RETURN 'user_gone'; END IF;
  IF most > 0 THEN
    -- Who reserves at the same time waits, and sees then what is left.
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || '.budget', 0));
    IF budget_left_usd(of_month, usual_budget) < most + headroom THEN RETURN 'over_budget'; END IF;
  END IF;
  INSERT INTO model_reservations (reservation_id, run_id, purpose, month, model_id, calls, most_usd)
  VALUES (id, run, kind, of_month, model, requests, most);
  RETURN 'granted';
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON model_reservations TO :"tenant_role";
GRANT EXECUTE ON FUNCTION budget_left_usd(date, numeric),
  reserve_model_calls(uuid, uuid, uuid, uuid, text, text, date, integer, numeric, numeric, numeric) TO :"tenant_role";
