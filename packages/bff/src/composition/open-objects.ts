import { openLocalObjects } from "../adapters/local-objects/local-objects.ts";
import { createS3Objects } from "../adapters/s3/s3-objects.ts";
import type { Config } from "../config/config.ts";
import { type ObjectStore, ObjectStoreError, type StoredObject } from "../features/ingestion/index.ts";

/** A place with user objects: the store and what the place names in it. */
export interface OpenedObjects {
  readonly store: ObjectStore;
  objects(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<StoredObject>;
  /** Ends the store's idle connections. */
  close(): void;
}

const S3_PLACE = /^s3:\/\/([^/]+)\/?(.*)$/;

/**
 * Opens a local path, or an object or folder of a bucket (`s3://bucket/tenant_acme/users/a.json`, `s3://bucket/tenant_acme`).
 *
 * @throws ObjectStoreError where a local path cannot be read
 */
export async function openObjects(place: string, { s3 }: Pick<Config, "s3">): Promise<OpenedObjects> {
  const [, bucket, key = ""] = S3_PLACE.exec(place) ?? [];
  if (bucket === undefined) return { ...(await openLocalObjects(place)), close: () => {} };
  const store = createS3Objects({ bucket, region: s3.region, endpoint: s3.endpoint });
  return {
    store,
    async *objects(options) {
      const object = await findObject(store, key, options);
      if (object !== undefined) yield object;
      // A folder's name without its slash would list its longer-named neighbours too.
      else yield* store.list(key === "" || key.endsWith("/") ? key : `${key}/`, options);
    },
    close: () => store.close(),
  };
}

async function findObject(
  store: ObjectStore,
  key: string,
  options: { readonly signal?: AbortSignal | undefined } | undefined,
): Promise<StoredObject | undefined> {
  if (key === "" || key.endsWith("/")) return undefined;
  try {
    return await store.describe(key, options);
  } catch (error) {
    if (error instanceof ObjectStoreError && error.fault === "not_found") return undefined;
    throw error;
  }
}
