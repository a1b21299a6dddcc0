import { constants } from "node:fs";
import { lstat, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { parseObjectKey } from "../../features/ingestion/object-key.ts";
import {
  type ByteStream,
  type ObjectStore,
  ObjectStoreError,
  type StoreCallOptions,
  type StoredObject,
} from "../../features/ingestion/object-store.ts";

const READ_CHUNK_BYTES = 256 * 1024;
const TENANT_FOLDER = /^tenant_[a-z][a-z0-9_]{1,40}$/;

/** A local path as an object store. */
export interface LocalObjects {
  readonly store: ObjectStore;
  /** The objects the path names: the file, or everything in the folder. */
  objects(options?: StoreCallOptions): AsyncIterable<StoredObject>;
}

/**
 * Opens a folder, or a single file, as an object store. Keys are paths relative to the folder (to the file's folder). A path
 * inside a `tenant_<id>` folder gets the keys it would have in the bucket, so that copying part of a bucket works.
 *
 * @throws ObjectStoreError `not_found` or `denied`
 */
export async function openLocalObjects(path: string): Promise<LocalObjects> {
  const real = await mapped(path, () => realpath(resolve(path)));
  const facts = await mapped(path, () => stat(real));
  if (!facts.isDirectory() && !facts.isFile()) {
    throw new ObjectStoreError(
      "denied",
      path,
      "is neither a folder nor a regular file; save its content to a file first",
    );
  }
  const root = (await bucketRootOf(real, facts.isDirectory())) ?? (facts.isDirectory() ? real : dirname(real));
  const key = keyOf(root, real);
  const store = new LocalObjectStore(root);
  if (facts.isDirectory()) return { store, objects: (options) => store.list(key === "" ? "" : `${key}/`, options) };
  return {
    store,
    async *objects(options) {
      yield await store.describe(key, options);
    },
  };
}

class LocalObjectStore implements ObjectStore {
  readonly #root: string;

  /** @param root absolute path without symbolic links */
  constructor(root: string) {
    this.#root = root;
  }

  async *list(prefix: string, options: StoreCallOptions = {}): AsyncGenerator<StoredObject> {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    if (!isPlainKey(folder.slice(0, -1), true)) throw leavesFolder(prefix);
    const start = join(this.#root, folder);
    if ((await lstat(start).catch(() => undefined)) === undefined) return;
    await this.#inside(prefix, start);
    for await (const key of this.#walk(start, options.signal)) {
      if (key.startsWith(prefix)) yield await this.describe(key, options);
    }
  }

  async describe(key: string, { signal }: StoreCallOptions = {}): Promise<StoredObject> {
    signal?.throwIfAborted();
    const facts = await mapped(key, async () => stat(await this.#pathOf(key)));
    if (!facts.isFile()) throw new ObjectStoreError("not_found", key, "is not a regular file");
    return { key, size: facts.size, lastModifiedAt: facts.mtime, version: versionOf(facts) };
  }

  async *open(object: { key: string; version?: string | undefined }, { signal }: StoreCallOptions = {}): ByteStream {
    const { key, version } = object;
    signal?.throwIfAborted();
    const path = await this.#pathOf(key);
    // The path was resolved: a link that appears now was put there in between.
    const file = await mapped(key, () => open(path, constants.O_RDONLY | constants.O_NOFOLLOW));
    try {
      const facts = await file.stat();
      if (!facts.isFile()) throw new ObjectStoreError("not_found", key, "is not a regular file");
      if (version !== undefined && version !== versionOf(facts)) {
        throw new ObjectStoreError("changed", key, "was replaced since it was listed; ingest it again");
      }
      // Read by hand: a stream's set-up costs more than reading the few hundred bytes of one user.
      for (let left = facts.size; left > 0; ) {
        signal?.throwIfAborted();
        const chunk = Buffer.allocUnsafe(Math.min(left, READ_CHUNK_BYTES));
        const { bytesRead } = await mapped(key, () => file.read(chunk, 0, chunk.length));
        if (bytesRead === 0) throw new ObjectStoreError("changed", key, "was cut while it was read; ingest it again");
        left -= bytesRead;
        yield chunk.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  async *#walk(folder: string, signal: AbortSignal | undefined): AsyncGenerator<string> {
    signal?.throwIfAborted();
    const entries = await mapped(keyOf(this.#root, folder), () => readdir(folder, { withFileTypes: true }));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* this.#walk(path, signal);
      else if (entry.isFile()) yield keyOf(this.#root, path);
      else if (entry.isSymbolicLink()) {
        const target = await this.#inside(keyOf(this.#root, path), path);
        // A linked folder inside is listed where it lies.
        if ((await stat(target)).isFile()) yield keyOf(this.#root, path);
      }
    }
  }

  async #pathOf(key: string): Promise<string> {
    if (!isPlainKey(key, false)) throw leavesFolder(key);
    return await this.#inside(key, join(this.#root, ...key.split("/")));
  }

  /** Resolves links and refuses what lies outside the folder; below a tenant's folder, outside that one. */
  async #inside(key: string, path: string): Promise<string> {
    const real = await mapped(key, () => realpath(path));
    const [first = ""] = key.split("/");
    const boundary = TENANT_FOLDER.test(first) ? join(this.#root, first) : this.#root;
    if (real !== boundary && !real.startsWith(boundary.endsWith(sep) ? boundary : boundary + sep))
      throw leavesFolder(key);
    return real;
  }
}

/** The folder that holds the innermost `tenant_<id>` folder of a path that lies in it as in the bucket. */
async function bucketRootOf(path: string, isDirectory: boolean): Promise<string | undefined> {
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    if (!TENANT_FOLDER.test(basename(at))) continue;
    const key = keyOf(dirname(at), path);
    const lies = isDirectory ? await isLayoutFolder(key, path) : parseObjectKey(key).ok;
    return lies ? dirname(at) : undefined;
  }
  return undefined;
}

/** Whether a folder is a tenant's, an integration's, or within their users; a project may bear such a name by chance. */
async function isLayoutFolder(key: string, path: string): Promise<boolean> {
  const [, ...below] = key.split("/");
  if (below.length === 0 || below[0] === "users" || below[1] === "users") return true;
  const members = below.length === 1 ? await mapped(key, () => readdir(path)) : [];
  return members.includes("users") || members.includes("manifest.json");
}

function keyOf(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

function versionOf(facts: { mtimeMs: number; size: number; ino: number }): string {
  return `${facts.mtimeMs}-${facts.size}-${facts.ino}`;
}

function isPlainKey(key: string, mayBeEmpty: boolean): boolean {
  if (key === "") return mayBeEmpty;
  const isOdd = (segment: string) => segment === "" || segment === "." || segment === "..";
  return !key.includes("\0") && !key.split("/").some(isOdd);
}

function leavesFolder(key: string): ObjectStoreError {
  return new ObjectStoreError("denied", key, "leads out of the folder; copy the file into it instead");
}

async function mapped<T>(key: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof ObjectStoreError) throw cause;
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new ObjectStoreError("not_found", key, "does not exist; check the path", { cause });
    }
    if (code === "EACCES" || code === "EPERM") {
      throw new ObjectStoreError("denied", key, "may not be read by this user; change its permissions", { cause });
    }
    if (code === "ELOOP") throw new ObjectStoreError("denied", key, "is a link in a circle; remove it", { cause });
    throw new ObjectStoreError("unreachable", key, "cannot be read; check the disk", { cause });
  }
}
