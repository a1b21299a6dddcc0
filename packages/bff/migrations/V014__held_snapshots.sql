-- Lists and summaries say which snapshots wait to be accepted: holding one renews them, and they find it without reading all objects.
CREATE INDEX ingested_objects_held_idx ON ingested_objects (source_id, snapshot_at DESC) WHERE status = 'held';
CREATE CONSTRAINT TRIGGER ingested_objects_renew_answers AFTER INSERT OR UPDATE ON ingested_objects
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'held') EXECUTE FUNCTION renew_answers();
COMMENT ON COLUMN ingested_objects.source_id IS
  'The source that it speaks of; of a held one the source that it was held for. Null where it held no usable record, or was held for several.';
