import type { TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { LoadErasureKeys } from "../privacy/index.ts";
import { lockProfiles } from "../profiles/index.ts";
import { getStoredSettings } from "../settings/index.ts";
import { recordTrend } from "../trend/index.ts";
import { recordHeld } from "./applying/accounts.repository.ts";
import { applySnapshot, SnapshotHeld } from "./applying/apply-snapshot.ts";
import type { Hold } from "./applying/hold.ts";
import { getDataAsOf } from "./applying/tenant-state.repository.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";
import type { QuarantinedRecord } from "./quarantine.ts";
import { type PlannedObject, planIngestion, type RefusedObject, type SnapshotPlan } from "./snapshot-plan.ts";
import { SnapshotReading } from "./snapshot-reading.ts";

export interface IngestRequest {
  readonly tenantId: TenantId;
  readonly store: ObjectStore;
  readonly objects: AsyncIterable<StoredObject> | Iterable<StoredObject>;
  /** States the instant of every object, whatever they say themselves. */
  readonly asOf?: string | undefined;
  /** Believe snapshots that would be held. */
  readonly accept?: boolean | undefined;
  readonly actor: string;
  /** Needed where users of the tenant were erased: they must not come back. */
  readonly erasureKeys?: LoadErasureKeys | undefined;
  /** Milliseconds since 1970: a file's time is not later. */
  readonly nowMs: number;
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
  /** Records of users who were erased: left out. */
  readonly erased: number;
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
  // An unknown tenant is told before anything is listed.
  await database.withTenant(tenantId, getDataAsOf, { readOnly: true });
  const plan = await planIngestion(store, request.objects, tenantId, signal);
  const total = new Tally(plan.refused);
  for (const snapshot of plan.snapshots) {
    let rest: readonly PlannedObject[] = snapshot.objects;
    while (rest.length > 0) {
      signal?.throwIfAborted();
      rest = await applyNext(database, request, { ...snapshot, objects: rest }, total);
      request.onProgress?.({ objects: total.objects, users: total.users });
    }
  }
  if (total.objects > 0) await recordTrend(database, tenantId);
  const dataAsOf = await database.withTenant(tenantId, getDataAsOf, { readOnly: true });
  const { objects, users, unchanged, quarantined, erased, held, refused } = total;
  return { objects, users, unchanged, quarantined, erased, held, refused, ignored: plan.ignored, dataAsOf };
}

/** One transaction. Gives the objects it left for the next: a tenant file is a complete snapshot and stands alone. */
async function applyNext(
  database: TenantDatabase,
  request: IngestRequest,
  plan: SnapshotPlan,
  total: Tally,
): Promise<readonly PlannedObject[]> {
  const { tenantId, accept = false, actor } = request;
  const reading = new SnapshotReading(request, plan);
  try {
    const counted = await database.withTenant(
      tenantId,
      async (tx) => {
        await lockProfiles(tx);
        // Under the lock: a change of exemptions waits for it, so that neither undoes the other.
        const settings = await getStoredSettings(tx);
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
      await recordHeld(tx, reading.read, hold);
      await recordAudit(tx, { actor, action: "snapshot_held", target: hold.source ?? undefined, detail: { ...hold } });
    });
    total.hold(hold, reading);
  }
  return reading.rest;
}

class Tally {
  objects = 0;
  users = 0;
  unchanged = 0;
  readonly quarantined: QuarantinedRecord[] = [];
  erased = 0;
  readonly held: HeldSnapshot[] = [];
  readonly refused: RefusedObject[];

  constructor(refused: readonly RefusedObject[]) {
    this.refused = [...refused];
  }

  add(counted: { users: number; unchanged: number }, reading: SnapshotReading): void {
    this.objects += reading.read.length;
    this.users += counted.users;
    this.unchanged += counted.unchanged;
    this.erased += reading.erased;
    this.quarantined.push(...reading.quarantined.map(({ contentHash: _hash, ...record }) => record));
    this.refused.push(...reading.refused);
  }

  hold(hold: Hold, reading: SnapshotReading): void {
    this.held.push({ ...hold, objects: reading.read.length });
    this.refused.push(...reading.refused);
  }
}
