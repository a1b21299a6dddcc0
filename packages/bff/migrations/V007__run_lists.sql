-- A run's users are found when it begins, not when it is asked for.
ALTER TABLE analysis_runs ADD COLUMN listed_at timestamptz;
UPDATE analysis_runs SET listed_at = requested_at;
