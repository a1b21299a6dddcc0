import { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import {
  type ByteStream,
  type ObjectStore,
  ObjectStoreError,
  type StoreCallOptions,
  type StoredObject,
} from "../../features/ingestion/object-store.ts";
import { s3Failure } from "./s3-errors.ts";

export interface S3ObjectsConfig {
  readonly bucket: string;
  readonly region: string;
  /** Another server that speaks S3; addressed by path. */
  readonly endpoint?: string | undefined;
  /** Keys of that server; without them the SDK's own chain finds the role's. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Attempts of the SDK for each request, with its back-off. */
  readonly maxAttempts?: number;
  readonly connectTimeoutMs?: number;
  /** A connection that stays silent for longer is given up. */
  readonly silenceTimeoutMs?: number;
  /** Objects asked for in each page of a listing, 1 to 1,000. */
  readonly pageSize?: number;
}

/** An S3 bucket as an object store. `close` ends its idle connections. */
export function createS3Objects(config: S3ObjectsConfig): ObjectStore & { close(): void } {
  return new S3Objects(config);
}

class S3Objects implements ObjectStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #pageSize: number;

  constructor(config: S3ObjectsConfig) {
    this.#client = new S3Client(clientConfig(config));
    this.#bucket = config.bucket;
    this.#pageSize = config.pageSize ?? 1000;
  }

  async *list(prefix: string, { signal }: StoreCallOptions = {}): AsyncGenerator<StoredObject> {
    let token: string | undefined;
    do {
      const page = await this.#listPage(prefix, token, signal);
      // Asked for because XML cannot carry every key; a server that does not do it says so.
      const decode = page.EncodingType === "url" ? decodeKey : (key: string) => key;
      for (const { Key, Size = 0, LastModified, ETag } of page.Contents ?? []) {
        if (Key === undefined) continue;
        yield storedObject(decode(Key), Size, LastModified, ETag);
      }
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  async describe(key: string, { signal }: StoreCallOptions = {}): Promise<StoredObject> {
    try {
      const command = new HeadObjectCommand({ Bucket: this.#bucket, Key: key });
      const { ContentLength = 0, LastModified, ETag } = await this.#client.send(command, sendOptions(signal));
      return storedObject(key, ContentLength, LastModified, ETag);
    } catch (cause) {
      throw s3Failure(key, cause, signal);
    }
  }

  async *open(object: { key: string; version?: string | undefined }, { signal }: StoreCallOptions = {}): ByteStream {
    const { key, version } = object;
    try {
      const command = new GetObjectCommand({ Bucket: this.#bucket, Key: key, IfMatch: version });
      const { Body, ETag } = await this.#client.send(command, sendOptions(signal));
      if (!(Body instanceof Readable)) throw new TypeError("the SDK gave no Node stream");
      // Not every S3-speaking server honours IfMatch.
      if (version !== undefined && ETag !== undefined && ETag !== version) {
        Body.destroy();
        throw new ObjectStoreError("changed", key, "was replaced since it was listed; ingest it again");
      }
      for await (const chunk of Body) yield chunk;
    } catch (cause) {
      throw s3Failure(key, cause, signal);
    }
  }

  close(): void {
    this.#client.destroy();
  }

  async #listPage(
    prefix: string,
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ListObjectsV2CommandOutput> {
    const command = new ListObjectsV2Command({
      Bucket: this.#bucket,
      Prefix: prefix,
      MaxKeys: this.#pageSize,
      ContinuationToken: token,
      EncodingType: "url",
    });
    try {
      return await this.#client.send(command, sendOptions(signal));
    } catch (cause) {
      throw s3Failure(`${this.#bucket}/${prefix}`, cause, signal);
    }
  }
}

function sendOptions(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

function clientConfig(config: S3ObjectsConfig): S3ClientConfig {
  const { region, endpoint, credentials, maxAttempts = 4, connectTimeoutMs = 3000, silenceTimeoutMs = 20_000 } = config;
  return {
    region,
    maxAttempts,
    requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: silenceTimeoutMs },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

function storedObject(
  key: string,
  size: number,
  lastModified: Date | undefined,
  etag: string | undefined,
): StoredObject {
  if (lastModified === undefined || etag === undefined) {
    throw new ObjectStoreError("unreachable", key, "came without its date or its ETag; check the endpoint");
  }
  return { key, size, lastModifiedAt: lastModified, version: etag };
}

/** Undoes a listing's URL encoding, which writes a space as `+`. */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll("+", " "));
}
