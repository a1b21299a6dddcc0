import { type ByteStream, type ObjectStore, ObjectStoreError, type StoredObject } from "../features/ingestion/index.ts";
import type { SampleObject } from "./sample-tenants.ts";

/** Sample objects as a bucket would hold them: ingestion takes them the way it takes a customer's. */
export class SampleStore implements ObjectStore {
  readonly #objects: ReadonlyMap<string, SampleObject>;

  constructor(objects: readonly SampleObject[]) {
    this.#objects = new Map(objects.map((object) => [object.key, object]));
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    for (const object of this.#objects.values()) {
      if (object.key.startsWith(prefix)) yield describe(object);
    }
  }

  async describe(key: string): Promise<StoredObject> {
    return describe(this.#get(key));
  }

  async *open({ key }: { readonly key: string }): ByteStream {
    yield Buffer.from(this.#get(key).body);
  }

  #get(key: string): SampleObject {
    const object = this.#objects.get(key);
    if (object === undefined) throw new ObjectStoreError("not_found", key, "is not among the samples");
    return object;
  }
}

function describe({ key, body, snapshotAt }: SampleObject): StoredObject {
  return { key, size: Buffer.byteLength(body), lastModifiedAt: new Date(snapshotAt), version: snapshotAt };
}
