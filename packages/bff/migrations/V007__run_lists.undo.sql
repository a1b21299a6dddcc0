ALTER TABLE analysis_runs DROP COLUMN listed_at;
