import type { TenantId } from "@dormant-users/shared-types";
import { objectFailed, objectRefused, objectTaken } from "../../observability/events/object-taken.ts";
import { embeddingStopped } from "../../observability/events/users-embedded.ts";
import { ModelError } from "../../rag/ports.ts";
import {
  type IngestResult,
  ingestObjects,
  type ObjectStore,
  ObjectStoreError,
  type ObjectStoreFault,
  parseObjectKey,
  type StoredObject,
} from "../ingestion/index.ts";
import { type EmbeddingServices, embedTenant, type IndexServices, keepIndexed } from "../insights/index.ts";
import type { LoadErasureKeys } from "../privacy/index.ts";
import { type ArrivedObject, readArrivals } from "./arrived-objects.ts";

export interface ArrivalServices extends EmbeddingServices, IndexServices {
  /** A bucket, as `s3://name/`. */
  openObjects(place: string): Promise<{ readonly store: ObjectStore }>;
  readonly erasureKeys: LoadErasureKeys;
}

/** What a queue is told: these records are to come again, the others are done. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Takes the objects in that S3 reports, and makes the vectors their users lack. What can never be taken in (a key that is
 * none of ours, an object that is gone) is logged and done; what may succeed later (the bucket or the database was away, the
 * object was replaced while it was read) comes again, record by record.
 *
 * @throws what went wrong, where EventBridge called directly: it then calls again
 */
export async function takeArrivals(services: ArrivalServices, input: unknown): Promise<BatchResponse> {
  const failures: BatchResponse["batchItemFailures"] = [];
  for (const arrived of readArrivals(input)) {
    try {
      await takeArrival(services, arrived);
    } catch (error) {
      objectFailed(services.logger, { messageId: arrived.messageId, ...troubleOf(error) });
      if (arrived.messageId === undefined) throw error;
      failures.push({ itemIdentifier: arrived.messageId });
    }
  }
  return { batchItemFailures: failures };
}

/** A store's error names the object, and who names objects may name people: of it the log gets what went wrong. */
function troubleOf(error: unknown) {
  if (!(error instanceof ObjectStoreError)) return { error };
  return { fault: error.fault, cause: error.cause instanceof Error ? error.cause.name : undefined };
}

async function takeArrival(services: ArrivalServices, { event }: ArrivedObject): Promise<void> {
  const { logger, now } = services;
  if (event === undefined) return objectRefused(logger, "not an Object Created event of S3");
  const { bucket, object } = event.detail;
  const key = parseObjectKey(object.key);
  if (!key.ok) return objectRefused(logger, key.refusal);
  const startedAt = performance.now();
  const { store } = await services.openObjects(`s3://${bucket.name}/`);
  const objects = await objectsOf(store, object.key, key.location.kind);
  if (objects.length === 0) return objectRefused(logger, "the object is gone");
  const { tenantId } = key.location;
  const request = { tenantId, store, objects, actor: "object event", erasureKeys: services.erasureKeys, nowMs: now() };
  const taken: IngestResult = await ingestObjects(services.database, request);
  const unread = taken.refused.find(({ reason }) => UNREAD.has(reason));
  if (unread !== undefined)
    throw new ObjectStoreError(unread.reason as ObjectStoreFault, unread.object, unread.message);
  await embed(services, tenantId);
  await keepIndexed(services, tenantId);
  objectTaken(logger, {
    tenant: tenantId,
    users: taken.users,
    unchanged: taken.unchanged,
    held: taken.held.length,
    refused: taken.refused.length,
    quarantined: taken.quarantined.length,
    ageMs: now() - Date.parse(event.time),
    durationMs: performance.now() - startedAt,
  });
}

/** Says nothing about the object, which may be sound: to be read again, if need be after somebody mended the rights. */
const UNREAD: ReadonlySet<string> = new Set<ObjectStoreFault>(["changed", "denied", "unreachable"]);

/** The object is in: without an embedder the next run makes the vectors. */
async function embed(services: ArrivalServices, tenant: TenantId): Promise<void> {
  try {
    await embedTenant(services, tenant);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { logger, embedder } = services;
    embeddingStopped(logger, { tenant, model: embedder.modelId, kind: error.kind });
  }
}

/** The object itself; of a manifest, which arrives last, the whole folder it speaks of. */
async function objectsOf(store: ObjectStore, key: string, kind: "users" | "manifest"): Promise<StoredObject[]> {
  try {
    if (kind === "users") return [await store.describe(key)];
    const found: StoredObject[] = [];
    for await (const object of store.list(key.slice(0, key.lastIndexOf("/") + 1))) found.push(object);
    return found;
  } catch (error) {
    if (error instanceof ObjectStoreError && error.fault === "not_found") return [];
    throw error;
  }
}
