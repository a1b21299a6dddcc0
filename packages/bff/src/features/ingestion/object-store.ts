/** An object as a listing shows it. */
export interface StoredObject {
  /** Path in the store, `/`-separated, never starting with `/`. */
  readonly key: string;
  /** Bytes as stored (compressed, if it is). */
  readonly size: number;
  readonly lastModifiedAt: Date;
  /** Changes whenever the content does: S3's ETag, or time and size of a file. Opaque. */
  readonly version: string;
}

export interface StoreCallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Where integrations leave their users. Everything it throws is an `ObjectStoreError`, or the signal's own reason. */
export interface ObjectStore {
  /** Objects whose key starts with the prefix, in no promised order; pages behind the scenes. */
  list(prefix: string, options?: StoreCallOptions): AsyncIterable<StoredObject>;
  /** One object's facts without its content. */
  describe(key: string, options?: StoreCallOptions): Promise<StoredObject>;
  /**
   * The object's bytes as stored. With a version the store refuses to hand out another one (`changed`), so that an
   * object read twice is the same object.
   */
  open(object: Pick<StoredObject, "key"> & { version?: string | undefined }, options?: StoreCallOptions): ByteStream;
}

export type ByteStream = AsyncIterable<Uint8Array>;

/** `denied`: not ours to read, also a path that leaves the folder. `changed`: replaced since it was listed. */
export type ObjectStoreFault = "not_found" | "denied" | "changed" | "unreachable";

/** The message says what to do next and is safe to show to an operator; the cause is for the log. */
export class ObjectStoreError extends Error {
  override readonly name = "ObjectStoreError";
  readonly fault: ObjectStoreFault;
  readonly key: string;

  constructor(fault: ObjectStoreFault, key: string, advice: string, options?: ErrorOptions) {
    super(`${key}: ${advice}`, options);
    this.fault = fault;
    this.key = key;
  }
}
