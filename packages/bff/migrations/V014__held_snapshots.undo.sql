COMMENT ON COLUMN ingested_objects.source_id IS NULL;
DROP TRIGGER ingested_objects_renew_answers ON ingested_objects;
DROP INDEX ingested_objects_held_idx;
