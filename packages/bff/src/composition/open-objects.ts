import { openLocalObjects } from "../adapters/local-objects/local-objects.ts";
import { createS3Objects } from "../adapters/s3/s3-objects.ts";
import type { Config } from "../config/config.ts";
import type { ObjectStore, StoredObject } from "../features/ingestion/index.ts";

/** A place with user objects: the store and what the place names in it. */
export interface OpenedObjects {
  readonly store: ObjectStore;
  objects(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<StoredObject>;
}

const S3_PLACE = /^s3:\/\/([^/]+)\/?(.*)$/;

/**
 * Opens a local path, or a prefix of a bucket (`s3://bucket/tenant_acme/`).
 *
 * @throws ObjectStoreError where a local path cannot be read
 */
export async function openObjects(place: string, { s3 }: Pick<Config, "s3">): Promise<OpenedObjects> {
  const [, bucket, prefix = ""] = S3_PLACE.exec(place) ?? [];
  if (bucket === undefined) return openLocalObjects(place);
  const store = createS3Objects({ bucket, region: s3.region, endpoint: s3.endpoint });
  return { store, objects: (options) => store.list(prefix, options) };
}
