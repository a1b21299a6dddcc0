import type { Settings } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../../db/index.ts";
import { recordAudit } from "../../audit/index.ts";
import { openTouchedUsers, refreshTouchedProfiles } from "../../profiles/index.ts";
import type { QuarantinedRecord } from "../quarantine.ts";
import { closeSources, identifyIncoming, type ReadObject, writeIncoming } from "./accounts.repository.ts";
import { findHold, type Hold } from "./hold.ts";
import { readTenantState } from "./tenant-state.repository.ts";

/** Snapshots of fewer users than this cannot make a feed suspicious, and come by the thousand: one user an object. */
const SUSPECT_FROM = 5;

/** Everything was undone: the snapshot waits for somebody to accept it. */
export class SnapshotHeld extends Error {
  override readonly name = "SnapshotHeld";
  readonly hold: Hold;

  constructor(hold: Hold) {
    super(hold.detail);
    this.hold = hold;
  }
}

export interface StagedSnapshot {
  readonly objects: readonly ReadObject[];
  readonly quarantined: readonly (QuarantinedRecord & { contentHash: string })[];
  /** Accounts staged. */
  readonly users: number;
  /** The instant of a complete snapshot. Undefined for one that may not mark absence. */
  readonly completeAt: string | undefined;
}

interface ApplyOptions {
  readonly settings: Settings;
  /** Believe the snapshot whatever it does. */
  readonly accept: boolean;
  readonly actor: string;
}

/**
 * Applies what was staged in this transaction: accounts, activity, sources, profiles, quarantine and audit, together.
 *
 * @throws {SnapshotHeld} when the result is not to be believed unseen; the transaction must then be rolled back
 */
export async function applySnapshot(
  tx: TenantTransaction,
  snapshot: StagedSnapshot,
  { settings, accept, actor }: ApplyOptions,
): Promise<{ users: number; unchanged: number }> {
  const suspect = !accept && snapshot.users >= SUSPECT_FROM;
  const before = suspect ? await readTenantState(tx) : undefined;
  await openTouchedUsers(tx);
  await identifyIncoming(tx);
  const counted = await writeIncoming(tx, snapshot.objects);
  await closeSources(tx, snapshot);
  await refreshTouchedProfiles(tx, settings.exemptions);
  if (before !== undefined) {
    const hold = findHold(before, await readTenantState(tx), settings.hold_limits);
    if (hold !== undefined) throw new SnapshotHeld(hold);
  }
  const [first] = snapshot.objects;
  await recordAudit(tx, {
    actor,
    action: "objects_ingested",
    target: snapshot.objects.length === 1 ? first?.key : `${snapshot.objects.length} objects`,
    detail: {
      ...counted,
      quarantined: snapshot.quarantined.length,
      complete: snapshot.completeAt !== undefined,
      accept,
    },
  });
  return counted;
}
