export { type IngestRequest, type IngestResult, ingestObjects } from "./ingest-objects.ts";
export { parseObjectKey } from "./object-key.ts";
export {
  type ByteStream,
  type ObjectStore,
  ObjectStoreError,
  type ObjectStoreFault,
  type StoredObject,
} from "./object-store.ts";
export { QUARANTINE_ADVICE } from "./quarantine.ts";
