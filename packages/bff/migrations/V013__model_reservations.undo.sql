DROP FUNCTION reserve_model_calls(uuid, uuid, uuid, uuid, text, text, date, integer, numeric, numeric, numeric);
DROP FUNCTION budget_left_usd(date, numeric);
INSERT INTO model_spend AS s (month, model_id, calls, cost_usd)
SELECT month, model_id, sum(calls), sum(most_usd) FROM model_reservations GROUP BY month, model_id
ON CONFLICT (month, model_id) DO UPDATE SET calls = s.calls + excluded.calls, cost_usd = s.cost_usd + excluded.cost_usd;
DROP TABLE model_reservations;
ALTER TABLE model_questions ADD COLUMN reserved_usd numeric(14, 8) NOT NULL DEFAULT 0, ALTER COLUMN answer DROP NOT NULL;
ALTER TABLE model_questions ALTER COLUMN reserved_usd DROP DEFAULT;
