import type { Settings, TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../../db/index.ts";
import { recordAudit } from "../audit/index.ts";
import { getStoredSettings } from "../settings/index.ts";
import { type DatedBy, type ReadObject, recordHeld } from "./applying/accounts.repository.ts";
import { applySnapshot, SnapshotHeld } from "./applying/apply-snapshot.ts";
import type { Hold } from "./applying/hold.ts";
import { type StagedObject, Staging } from "./applying/staging.repository.ts";
import { getDataAsOf, lockIngestion } from "./applying/tenant-state.repository.ts";
import { normaliseObject } from "./normalise-object.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";
import type { QuarantinedRecord } from "./quarantine.ts";
import { openUserObject, type UserObject } from "./reading/user-object.ts";
import {
  type PlannedObject,
  planIngestion,
  type RefusedObject,
  type SnapshotPlan,
  toRefusal,
} from "./snapshot-plan.ts";

export interface IngestRequest {
  readonly tenantId: TenantId;
  readonly store: ObjectStore;
  readonly objects: AsyncIterable<StoredObject> | Iterable<StoredObject>;
  /** States the instant of every object, whatever they say themselves. */
  readonly asOf?: string | undefined;
  /** Believe snapshots that would be held. */
  readonly accept?: boolean | undefined;
  readonly actor: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { objects: number; users: number }) => void) | undefined;
}

export interface HeldSnapshot extends Hold {
  readonly objects: number;
}

export interface IngestResult {
  /** Objects that were applied. */
  readonly objects: number;
  /** Users recognised in them. */
  readonly users: number;
  /** Those of them that changed nothing. */
  readonly unchanged: number;
  readonly quarantined: readonly QuarantinedRecord[];
  readonly held: readonly HeldSnapshot[];
  readonly refused: readonly RefusedObject[];
  readonly ignored: readonly string[];
  readonly dataAsOf: string | null;
}

/** Every statement may take as long as it needs: the work is bounded by the objects, and nobody waits behind a request. */
const UNLIMITED = { statementTimeoutMs: 0 } as const;

/**
 * Takes objects into a tenant. Each object is applied whole or not at all; those under one manifest stand or fall
 * together. Taking the same objects again changes nothing.
 */
export async function ingestObjects(database: TenantDatabase, request: IngestRequest): Promise<IngestResult> {
  const { tenantId, store, signal } = request;
  const settings = await database.withTenant(tenantId, getStoredSettings, { readOnly: true });
  const plan = await planIngestion(store, request.objects, tenantId, signal);
  const total = new Tally(plan.refused);
  for (const snapshot of plan.snapshots) {
    let rest: readonly PlannedObject[] = snapshot.objects;
    while (rest.length > 0) {
      signal?.throwIfAborted();
      rest = await applyNext(database, request, settings, { ...snapshot, objects: rest }, total);
      request.onProgress?.({ objects: total.objects, users: total.users });
    }
  }
  const dataAsOf = await database.withTenant(tenantId, getDataAsOf, { readOnly: true });
  const { objects, users, unchanged, quarantined, held, refused } = total;
  return { objects, users, unchanged, quarantined, held, refused, ignored: plan.ignored, dataAsOf };
}

/** One transaction. Gives the objects it left for the next: a tenant file is a complete snapshot and stands alone. */
async function applyNext(
  database: TenantDatabase,
  request: IngestRequest,
  settings: Settings,
  plan: SnapshotPlan,
  total: Tally,
): Promise<readonly PlannedObject[]> {
  const { tenantId, accept = false, actor } = request;
  const reading = new SnapshotReading(request, plan);
  try {
    const counted = await database.withTenant(
      tenantId,
      async (tx) => {
        await lockIngestion(tx);
        const staged = await reading.stage(tx);
        if (staged.objects.length === 0) return { users: 0, unchanged: 0 };
        return applySnapshot(tx, staged, { settings, accept, actor });
      },
      UNLIMITED,
    );
    total.add(counted, reading);
  } catch (error) {
    if (!(error instanceof SnapshotHeld)) throw error;
    const { hold } = error;
    await database.withTenant(tenantId, async (tx) => {
      await recordHeld(tx, reading.read, hold.detail);
      await recordAudit(tx, { actor, action: "snapshot_held", target: hold.source ?? undefined, detail: { ...hold } });
    });
    total.hold(hold, reading);
  }
  return reading.rest;
}

/** Reads the objects of one snapshot into the transaction's staging table. */
class SnapshotReading {
  readonly read: ReadObject[] = [];
  readonly refused: RefusedObject[] = [];
  readonly quarantined: (QuarantinedRecord & { contentHash: string })[] = [];
  rest: readonly PlannedObject[] = [];
  readonly #request: IngestRequest;
  readonly #plan: SnapshotPlan;
  #users = 0;
  #complete = false;

  constructor(request: IngestRequest, plan: SnapshotPlan) {
    this.#request = request;
    this.#plan = plan;
  }

  async stage(tx: TenantTransaction) {
    const staging = await Staging.open(tx);
    const { objects, manifest } = this.#plan;
    for (const [index, planned] of objects.entries()) {
      this.#request.signal?.throwIfAborted();
      const opened = await this.#open(planned);
      if (opened === undefined) continue;
      const standsAlone = manifest === undefined && opened.envelope.complete;
      if (standsAlone && this.read.length > 0) {
        this.rest = objects.slice(index);
        break;
      }
      await this.#add(staging, planned, opened, index);
      if (standsAlone) {
        this.#complete = true;
        this.rest = objects.slice(index + 1);
        break;
      }
    }
    await staging.flush();
    return {
      objects: this.read,
      quarantined: this.quarantined,
      users: this.#users,
      completeAt: this.#completeAt(),
    };
  }

  async #open({ stored }: PlannedObject): Promise<UserObject | undefined> {
    const { store, tenantId, signal } = this.#request;
    try {
      return await openUserObject({ key: stored.key, open: () => store.open(stored, { signal }), tenantId, signal });
    } catch (error) {
      this.#refuse(stored.key, error);
      return undefined;
    }
  }

  async #add(staging: Staging, planned: PlannedObject, opened: UserObject, number: number): Promise<void> {
    const { key } = planned.stored;
    const [snapshotAt, datedBy] = this.#dateOf(planned, opened);
    const object: StagedObject = { number, integration: planned.integration, snapshotAt };
    const quarantined: QuarantinedRecord[] = [];
    let users = 0;
    try {
      const { tenantId } = this.#request;
      for await (const record of normaliseObject(opened, { tenantId, snapshotAtMs: Date.parse(snapshotAt) })) {
        if ("quarantined" in record) quarantined.push(record.quarantined);
        else {
          users += 1;
          await staging.add(object, record.account, record.contentHash);
        }
      }
    } catch (error) {
      this.#refuse(key, error);
      await staging.remove(object);
      return;
    }
    const { contentHash } = opened;
    const complete = this.#plan.manifest !== undefined || opened.envelope.complete;
    this.#users += users;
    this.quarantined.push(...quarantined.map((record) => ({ ...record, contentHash })));
    this.read.push({ number, key, contentHash, snapshotAt, datedBy, complete });
  }

  /** What the integration says beats what a file's time says; what the caller states beats both. */
  #dateOf({ stored }: PlannedObject, { envelope }: UserObject): [string, DatedBy] {
    if (this.#request.asOf !== undefined) return [this.#request.asOf, "caller"];
    if (envelope.asOf !== undefined) return [envelope.asOf, "object"];
    if (this.#plan.manifest !== undefined) return [this.#plan.manifest.asOf, "manifest"];
    return [stored.lastModifiedAt.toISOString(), "modified"];
  }

  /** Absence may be concluded only where nobody can be hidden in something that could not be read. */
  #completeAt(): string | undefined {
    const [first] = this.read;
    const nameless = this.quarantined.some((record) => record.externalId === undefined);
    if (first === undefined || nameless || this.refused.length > 0) return undefined;
    const { manifest } = this.#plan;
    if (manifest !== undefined) {
      return this.#users + this.quarantined.length >= manifest.expectedUsers ? first.snapshotAt : undefined;
    }
    return this.#complete ? first.snapshotAt : undefined;
  }

  #refuse(key: string, error: unknown): void {
    const refusal = toRefusal(key, error);
    if (refusal === undefined) throw error;
    this.refused.push(refusal);
  }
}

class Tally {
  objects = 0;
  users = 0;
  unchanged = 0;
  readonly quarantined: QuarantinedRecord[] = [];
  readonly held: HeldSnapshot[] = [];
  readonly refused: RefusedObject[];

  constructor(refused: readonly RefusedObject[]) {
    this.refused = [...refused];
  }

  add(counted: { users: number; unchanged: number }, reading: SnapshotReading): void {
    this.objects += reading.read.length;
    this.users += counted.users;
    this.unchanged += counted.unchanged;
    this.quarantined.push(...reading.quarantined.map(({ contentHash: _hash, ...record }) => record));
    this.refused.push(...reading.refused);
  }

  hold(hold: Hold, reading: SnapshotReading): void {
    this.held.push({ ...hold, objects: reading.read.length });
    this.refused.push(...reading.refused);
  }
}
