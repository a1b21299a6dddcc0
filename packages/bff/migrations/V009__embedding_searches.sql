-- How the nearest users are looked for, by embedding model: chosen by measuring the tenant's own vectors.
CREATE TABLE embedding_searches (
  model_id text NOT NULL,
  dimensions integer NOT NULL,
  method text NOT NULL CONSTRAINT embedding_searches_method_check CHECK (method IN ('exact', 'hnsw', 'ivfflat')),
  -- candidates (hnsw) or lists (ivfflat) that a search visits; null: all vectors
  breadth integer CONSTRAINT embedding_searches_breadth_check CHECK ((breadth IS NULL) = (method = 'exact')),
  -- an operator chose the method
  pinned boolean NOT NULL DEFAULT false,
  -- there were so many when it was chosen
  vectors integer NOT NULL,
  -- share of the true ten nearest that it found; null where an index was not tried
  recall real CONSTRAINT embedding_searches_recall_check CHECK (recall BETWEEN 0 AND 1),
  chosen_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT embedding_searches_pkey PRIMARY KEY (model_id, dimensions)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON embedding_searches TO :"tenant_role";

-- A vector makes its row so long that even the model's name was put elsewhere, and an exact search went there for every row.
ALTER TABLE user_embeddings SET (toast_tuple_target = 8160);
-- Writes the rows anew, whole.
ALTER TABLE user_embeddings ALTER COLUMN content_hash TYPE text USING content_hash || '';
