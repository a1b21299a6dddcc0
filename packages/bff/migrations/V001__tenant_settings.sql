-- One row for each group of a tenant's settings; a group without a row has the product's defaults.
CREATE TABLE tenant_settings (
  key text NOT NULL,
  value jsonb NOT NULL,
  -- counts up with every change; a writer names the version it read
  version integer NOT NULL DEFAULT 1 CONSTRAINT tenant_settings_version_check CHECK (version > 0),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- subject of the token, or the command line's operator
  updated_by text NOT NULL,
  CONSTRAINT tenant_settings_pkey PRIMARY KEY (key)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_settings TO :"tenant_role";
