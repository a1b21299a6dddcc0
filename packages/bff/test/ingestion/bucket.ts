import {
  type ByteStream,
  type ObjectStore,
  ObjectStoreError,
  type StoredObject,
} from "../../src/features/ingestion/index.ts";

interface Put {
  readonly stored: StoredObject;
  readonly body: Buffer;
}

/** Objects in memory, as a bucket would hold them. */
export class Bucket implements ObjectStore {
  readonly #objects = new Map<string, Put>();

  /** Values are written as JSON; texts and bytes as they are. */
  put(key: string, content: string | Buffer | object, lastModifiedAt: string | number = 0): this {
    const body =
      typeof content === "string" || Buffer.isBuffer(content)
        ? Buffer.from(content)
        : Buffer.from(JSON.stringify(content));
    const version = `${this.#objects.size}`;
    this.#objects.set(key, {
      stored: { key, size: body.length, lastModifiedAt: new Date(lastModifiedAt), version },
      body,
    });
    return this;
  }

  remove(key: string): this {
    this.#objects.delete(key);
    return this;
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    for (const { stored } of this.#objects.values()) if (stored.key.startsWith(prefix)) yield stored;
  }

  async describe(key: string): Promise<StoredObject> {
    return this.#get(key).stored;
  }

  async *open({ key }: { readonly key: string }): ByteStream {
    const { body } = this.#get(key);
    for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
  }

  #get(key: string): Put {
    const put = this.#objects.get(key);
    if (put === undefined) throw new ObjectStoreError("not_found", key, "does not exist");
    return put;
  }
}
