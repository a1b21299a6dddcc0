import type { TenantId } from "@dormant-users/shared-types";
import { ForeignTenantError, ObjectUnreadable } from "./ingestion-errors.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { parseObjectKey } from "./object-key.ts";
import { type ObjectStore, ObjectStoreError, type StoredObject } from "./object-store.ts";

/** Objects without a manifest that share a transaction: as many small ones, or one large one. */
const LARGEST_BATCH = 500;
const LARGE_OBJECT_BYTES = 1_000_000;

export interface PlannedObject {
  readonly stored: StoredObject;
  readonly integration: string | undefined;
}

/** Objects that are applied together. */
export interface SnapshotPlan {
  readonly objects: readonly PlannedObject[];
  /** Declares the objects one complete snapshot. */
  readonly manifest: Manifest | undefined;
}

/** An object that is not taken at all, and why. */
export interface RefusedObject {
  readonly object: string;
  /** A fault's code, for machines. */
  readonly reason: string;
  /** What is wrong and what to do, for people. */
  readonly message: string;
}

export interface IngestionPlan {
  readonly snapshots: readonly SnapshotPlan[];
  readonly refused: readonly RefusedObject[];
  /** Keys of files that are no user objects: a README, a folder's marker. */
  readonly ignored: readonly string[];
}

/** Puts an error about one object into the answer; undefined for an error that is not about an object. */
export function toRefusal(key: string, error: unknown): RefusedObject | undefined {
  if (error instanceof ObjectUnreadable) return { object: key, reason: error.reason, message: error.message };
  if (error instanceof ForeignTenantError) return { object: key, reason: "foreign_tenant", message: error.message };
  if (error instanceof ObjectStoreError) return { object: key, reason: error.fault, message: error.message };
  return undefined;
}

/**
 * Decides which objects are applied together: those under a manifest as one complete snapshot, the others in batches.
 * Manifests are read first, also one that lies beside the objects without having been named.
 */
export async function planIngestion(
  store: ObjectStore,
  objects: AsyncIterable<StoredObject> | Iterable<StoredObject>,
  tenantId: TenantId,
  signal: AbortSignal | undefined,
): Promise<IngestionPlan> {
  const { folders, named, loose, refused, ignored } = await sortObjects(objects, tenantId);
  const snapshots: SnapshotPlan[] = [];
  for (const folder of new Set([...named, ...folders.keys()])) {
    const key = `${folder}manifest.json`;
    const listed = folders.get(folder) ?? [];
    try {
      const manifest = await findManifest(store, key, tenantId, signal);
      if (manifest === undefined) for (const object of listed) loose.push(object);
      else {
        const members = listed.length === 0 ? await listFolder(store, folder, signal) : listed;
        if (members.length > 0) snapshots.push({ objects: members, manifest });
      }
    } catch (error) {
      const refusal = toRefusal(key, error);
      if (refusal === undefined) throw error;
      // Without the manifest their instants are unknown; with file times instead, everybody's age would be wrong.
      const waiting = listed.length === 0 ? "" : `; ${listed.length} objects wait for it`;
      refused.push({ ...refusal, message: `${refusal.message}${waiting}` });
    }
  }
  return { snapshots: [...snapshots, ...batchesOf(loose)], refused, ignored };
}

const KEY_ADVICE = "the path is not tenant_<id>/users/… or tenant_<id>/<integration>/users/…; move the object there";

/** Objects by what their keys say. */
interface SortedObjects {
  /** Members of the folders that may have a manifest. */
  readonly folders: ReadonlyMap<string, PlannedObject[]>;
  /** Folders whose manifest is among the objects. */
  readonly named: ReadonlySet<string>;
  readonly loose: PlannedObject[];
  readonly refused: RefusedObject[];
  readonly ignored: readonly string[];
}

async function sortObjects(
  objects: AsyncIterable<StoredObject> | Iterable<StoredObject>,
  tenantId: TenantId,
): Promise<SortedObjects> {
  const folders = new Map<string, PlannedObject[]>();
  const named = new Set<string>();
  const loose: PlannedObject[] = [];
  const refused: RefusedObject[] = [];
  const others: StoredObject[] = [];
  for await (const stored of objects) {
    const { key } = stored;
    const parsed = parseObjectKey(key);
    if (!parsed.ok) {
      if (!/\.jsonl?(\.gz)?$/i.test(key)) others.push(stored);
      else if (!/^tenant_[^/]*\//.test(key)) loose.push({ stored, integration: undefined });
      else refused.push({ object: key, reason: parsed.refusal, message: `${key}: ${KEY_ADVICE}` });
    } else if (parsed.location.tenantId !== tenantId) {
      refused.push({ object: key, reason: "foreign_tenant", message: new ForeignTenantError(key).message });
    } else {
      const { integration, kind } = parsed.location;
      const folder = folderOf(tenantId, integration);
      if (kind === "manifest") named.add(folder);
      else push(folders, folder, { stored, integration });
    }
  }
  const [other] = others;
  // A file that was named alone is meant, whatever it is called.
  if (other !== undefined && others.length + folders.size + named.size + loose.length + refused.length === 1) {
    loose.push({ stored: other, integration: undefined });
    others.pop();
  }
  return { folders, named, loose, refused, ignored: others.map(({ key }) => key) };
}

const folderOf = (tenantId: TenantId, integration: string | undefined): string =>
  integration === undefined ? `tenant_${tenantId}/` : `tenant_${tenantId}/${integration}/`;

function push(folders: Map<string, PlannedObject[]>, folder: string, object: PlannedObject): void {
  const members = folders.get(folder);
  if (members === undefined) folders.set(folder, [object]);
  else members.push(object);
}

async function findManifest(
  store: ObjectStore,
  key: string,
  tenantId: TenantId,
  signal: AbortSignal | undefined,
): Promise<Manifest | undefined> {
  let stored: StoredObject;
  try {
    stored = await store.describe(key, { signal });
  } catch (error) {
    if (error instanceof ObjectStoreError && error.fault === "not_found") return undefined;
    throw error;
  }
  return readManifest(key, store.open(stored, { signal }), tenantId);
}

async function listFolder(
  store: ObjectStore,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<PlannedObject[]> {
  const members: PlannedObject[] = [];
  for await (const stored of store.list(`${folder}users/`, { signal })) {
    const parsed = parseObjectKey(stored.key);
    if (parsed.ok && parsed.location.kind === "users") {
      members.push({ stored, integration: parsed.location.integration });
    }
  }
  return members;
}

function batchesOf(objects: readonly PlannedObject[]): SnapshotPlan[] {
  const batches: PlannedObject[][] = [];
  let open: PlannedObject[] = [];
  for (const object of objects) {
    if (object.stored.size >= LARGE_OBJECT_BYTES) {
      batches.push([object]);
      continue;
    }
    if (open.length === 0) batches.push(open);
    open.push(object);
    if (open.length === LARGEST_BATCH) open = [];
  }
  return batches.map((batch) => ({ objects: batch, manifest: undefined }));
}
