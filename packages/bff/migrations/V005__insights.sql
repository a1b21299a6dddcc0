-- What analysis makes of a dormant user, what it cost, and what people made of it.

CREATE TABLE user_embeddings (
  user_id uuid NOT NULL CONSTRAINT user_embeddings_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  model_id text NOT NULL,
  dimensions integer NOT NULL,
  embedding vector NOT NULL CONSTRAINT user_embeddings_dimensions_check CHECK (vector_dims(embedding) = dimensions),
  -- of the text that was embedded: made again only when it changes
  content_hash text NOT NULL,
  input_tokens integer NOT NULL,
  embedded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_embeddings_pkey PRIMARY KEY (user_id, model_id)
);
-- Beside the row instead of compressed elsewhere: an exact search reads a quarter of the time, and the planner sees its cost.
ALTER TABLE user_embeddings ALTER COLUMN embedding SET STORAGE PLAIN;
CREATE INDEX user_embeddings_model_idx ON user_embeddings (model_id);

CREATE TABLE analysis_runs (
  run_id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT analysis_runs_pkey PRIMARY KEY,
  status text NOT NULL DEFAULT 'queued' CONSTRAINT analysis_runs_status_check
    CHECK (status IN ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled')),
  -- null: every dormant user
  user_ids uuid[],
  forced boolean NOT NULL DEFAULT false,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  -- a running run that was not seen for a while has lost its worker, and another may take it up
  heartbeat_at timestamptz,
  -- the one process that works on it: whoever takes a run up writes here, and the one before can write no more
  worker uuid,
  finished_at timestamptz,
  cancel_requested boolean NOT NULL DEFAULT false,
  dormant integer NOT NULL DEFAULT 0,
  analysed integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  by_model integer NOT NULL DEFAULT 0,
  by_rules integer NOT NULL DEFAULT 0,
  dropped_claims integer NOT NULL DEFAULT 0,
  model_calls integer NOT NULL DEFAULT 0,
  embedding_calls integer NOT NULL DEFAULT 0,
  input_tokens bigint NOT NULL DEFAULT 0,
  output_tokens bigint NOT NULL DEFAULT 0,
  embedding_tokens bigint NOT NULL DEFAULT 0,
  cost_usd numeric(14, 8) NOT NULL DEFAULT 0,
  -- why it ended as it did, for the people who read it
  outcome text
);
-- One active run of the whole tenant at a time: a second request joins it.
CREATE UNIQUE INDEX analysis_runs_active_key ON analysis_runs ((true))
  WHERE status IN ('queued', 'running') AND user_ids IS NULL;
CREATE INDEX analysis_runs_recent_idx ON analysis_runs (requested_at DESC);

-- The work list of a run: claimed in batches, so that a run that was killed goes on where it was.
CREATE TABLE analysis_run_users (
  run_id uuid NOT NULL CONSTRAINT analysis_run_users_run_fkey REFERENCES analysis_runs ON DELETE CASCADE,
  user_id uuid NOT NULL CONSTRAINT analysis_run_users_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  position integer NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CONSTRAINT analysis_run_users_status_check
    CHECK (status IN ('waiting', 'working', 'analysed', 'unchanged', 'failed')),
  attempts smallint NOT NULL DEFAULT 0,
  error text,
  CONSTRAINT analysis_run_users_pkey PRIMARY KEY (run_id, user_id)
);
CREATE INDEX analysis_run_users_waiting_idx ON analysis_run_users (run_id, position) WHERE status IN ('waiting', 'working');

-- The insight in force for a user; earlier ones stand in rag_analysis_history.
CREATE TABLE user_insights (
  user_id uuid NOT NULL CONSTRAINT user_insights_pkey PRIMARY KEY
    CONSTRAINT user_insights_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  insight_id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT user_insights_insight_key UNIQUE,
  risk_level text NOT NULL CONSTRAINT user_insights_risk_check CHECK (risk_level IN ('critical', 'high', 'medium', 'low')),
  confidence real NOT NULL CONSTRAINT user_insights_confidence_check CHECK (confidence BETWEEN 0 AND 1),
  source text NOT NULL CONSTRAINT user_insights_source_check CHECK (source IN ('model', 'rules')),
  -- decides about a new analysis
  analysis_hash text NOT NULL,
  insight jsonb NOT NULL,
  run_id uuid CONSTRAINT user_insights_run_fkey REFERENCES analysis_runs ON DELETE SET NULL,
  analysed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX user_insights_risk_idx ON user_insights (risk_level, confidence);

CREATE TABLE rag_analysis_history (
  history_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT rag_analysis_history_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT rag_analysis_history_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  insight_id uuid NOT NULL,
  run_id uuid,
  risk_level text NOT NULL,
  confidence real NOT NULL,
  source text NOT NULL,
  model_id text,
  prompt_version text,
  rules_version text NOT NULL,
  analysis_hash text NOT NULL,
  -- answered, repaired, or why the rules stood in
  outcome text NOT NULL,
  dropped jsonb NOT NULL DEFAULT '[]',
  model_calls integer NOT NULL DEFAULT 0,
  input_tokens integer NOT NULL DEFAULT 0,
  output_tokens integer NOT NULL DEFAULT 0,
  cost_usd numeric(14, 8) NOT NULL DEFAULT 0,
  latency_ms integer NOT NULL DEFAULT 0,
  insight jsonb NOT NULL,
  analysed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rag_analysis_history_user_idx ON rag_analysis_history (user_id, analysed_at DESC);

-- Metered by month and model; the budget is held against it before every call.
CREATE TABLE model_spend (
  month date NOT NULL,
  model_id text NOT NULL,
  calls integer NOT NULL DEFAULT 0,
  input_tokens bigint NOT NULL DEFAULT 0,
  output_tokens bigint NOT NULL DEFAULT 0,
  cost_usd numeric(14, 8) NOT NULL DEFAULT 0,
  CONSTRAINT model_spend_pkey PRIMARY KEY (month, model_id)
);

-- How likely accounts of this tenant come back, learned from its own past (docs/rhythm.md).
CREATE TABLE return_models (
  fitted_at timestamptz NOT NULL DEFAULT now() CONSTRAINT return_models_pkey PRIMARY KEY,
  data_as_of timestamptz NOT NULL,
  -- names the ingested objects it was fitted on: fitted again when they change
  basis text NOT NULL,
  model jsonb NOT NULL,
  -- what each threshold would flag, and how many of them would come back; null where no probability may be given
  suggestion jsonb
);

CREATE TABLE return_outlooks (
  user_id uuid NOT NULL CONSTRAINT return_outlooks_pkey PRIMARY KEY
    CONSTRAINT return_outlooks_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  -- null: insufficient evidence
  return_probability real CONSTRAINT return_outlooks_probability_check
    CHECK (return_probability > 0 AND return_probability < 1),
  typical_gap_low_days integer,
  typical_gap_high_days integer,
  -- the coarse bucket of the last analysis, kept by hysteresis
  return_bucket text,
  trend text CONSTRAINT return_outlooks_trend_check CHECK (trend IN ('rising', 'steady', 'falling')),
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- What people decided; taken back, never deleted.
CREATE TABLE decisions (
  decision_id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT decisions_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT decisions_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT decisions_kind_check
    CHECK (kind IN ('keep', 'notify', 'disable', 'snooze', 'exempt', 'reassign')),
  reason text,
  until timestamptz,
  assignee text,
  insight_id uuid,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz,
  undone_by text,
  -- what the decision displaced and taking it back restores
  displaced jsonb NOT NULL DEFAULT '{}',
  -- what the system that acts on it reported
  apply_status text NOT NULL DEFAULT 'pending' CONSTRAINT decisions_apply_status_check
    CHECK (apply_status IN ('pending', 'applied', 'failed', 'not_supported')),
  apply_detail text
);
CREATE UNIQUE INDEX decisions_open_key ON decisions (user_id) WHERE undone_at IS NULL;
CREATE INDEX decisions_user_idx ON decisions (user_id, decided_at DESC);

-- What the systems that act on decisions are told: written with the decision, published after it, by whoever comes first.
CREATE TABLE event_outbox (
  event_id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT event_outbox_pkey PRIMARY KEY,
  -- clocks tie; what happened first is published first
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  user_id uuid NOT NULL CONSTRAINT event_outbox_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  event_type text NOT NULL,
  detail jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  -- null: not yet taken by the bus
  published_at timestamptz
);
CREATE INDEX event_outbox_unpublished_idx ON event_outbox (sequence) WHERE published_at IS NULL;

CREATE TABLE insight_reviews (
  user_id uuid NOT NULL CONSTRAINT insight_reviews_user_fkey REFERENCES user_profiles ON DELETE CASCADE,
  insight_id uuid NOT NULL,
  reviewer text NOT NULL,
  agrees boolean NOT NULL,
  -- the risk as the reviewer sees it
  risk_level text NOT NULL CONSTRAINT insight_reviews_risk_check
    CHECK (risk_level IN ('critical', 'high', 'medium', 'low')),
  reason text,
  -- what the insight said, for agreement after it is gone
  insight_risk_level text NOT NULL,
  insight_confidence real NOT NULL,
  insight_source text NOT NULL,
  reviewed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT insight_reviews_pkey PRIMARY KEY (insight_id, reviewer)
);
CREATE INDEX insight_reviews_recent_idx ON insight_reviews (reviewed_at DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON user_embeddings, analysis_runs, analysis_run_users, user_insights,
  rag_analysis_history, model_spend, return_models, return_outlooks, decisions, event_outbox, insight_reviews TO :"tenant_role";
