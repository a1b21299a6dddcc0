DROP TABLE quarantined_records;
DROP TABLE ingested_objects;
DROP TABLE account_activity;
DROP TABLE source_accounts;
DROP TABLE feeds;
DROP TABLE sources;
