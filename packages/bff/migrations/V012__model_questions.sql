-- Questions put to a model whose insight is not kept yet: what is paid for outlives the process that pays.
CREATE TABLE model_questions (
  run_id uuid NOT NULL CONSTRAINT model_questions_run_fkey REFERENCES analysis_runs ON DELETE CASCADE,
  user_id uuid NOT NULL CONSTRAINT model_questions_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  -- 1: the question, 2: its repair
  turn smallint NOT NULL CONSTRAINT model_questions_turn_check CHECK (turn IN (1, 2)),
  model_id text NOT NULL,
  -- what the question was made of: the same answer fits no other
  basis jsonb NOT NULL,
  -- metered whole if nobody lives to hear the answer, which says what it cost
  reserved_usd numeric(14, 8) NOT NULL,
  -- null: not there yet
  answer jsonb,
  CONSTRAINT model_questions_pkey PRIMARY KEY (run_id, user_id, turn)
);
CREATE INDEX model_questions_user_idx ON model_questions (user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON model_questions TO :"tenant_role";
