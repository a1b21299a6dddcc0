import type { Settings } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../../db/index.ts";
import { recordAudit } from "../../audit/index.ts";
import { openTouchedUsers, refreshTouchedProfiles } from "../../profiles/index.ts";
import type { QuarantinedRecord } from "../quarantine.ts";
import {
  type CoveredSource,
  closeSources,
  identifyNewAccounts,
  type ReadObject,
  recogniseIncoming,
  writeIncoming,
} from "./accounts.repository.ts";
import { findHold, type Hold } from "./hold.ts";
import { readTenantState } from "./tenant-state.repository.ts";

/** Fewer users than this that are not a whole source cannot make it suspicious, and come by the thousand: one an object. */
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

/** What makes a snapshot complete: every account of the sources it covers is in it. */
export interface Completeness {
  readonly at: string;
  /** Fewer accounts than this show that objects are missing after all. */
  readonly expectedUsers: number;
  /** Sources it speaks of even where it lists nobody. */
  readonly covered: readonly CoveredSource[];
}

export interface StagedSnapshot {
  readonly objects: readonly ReadObject[];
  readonly quarantined: readonly (QuarantinedRecord & { contentHash: string })[];
  /** Accounts staged. */
  readonly users: number;
  /** Records left out because their users were erased. */
  readonly erased: number;
  /** Undefined for a snapshot that may not mark absence. */
  readonly complete: Completeness | undefined;
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
  const suspect = !accept && (snapshot.users >= SUSPECT_FROM || snapshot.complete !== undefined);
  const before = suspect ? await readTenantState(tx) : undefined;
  await openTouchedUsers(tx);
  await recogniseIncoming(tx, snapshot.objects);
  await identifyNewAccounts(tx);
  const { shown, ...counted } = await writeIncoming(tx, snapshot.quarantined);
  const { at, expectedUsers = 0, covered = [] } = snapshot.complete ?? {};
  const completeAt = shown >= expectedUsers ? at : undefined;
  const missing = await closeSources(tx, { ...snapshot, covered, completeAt });
  await refreshTouchedProfiles(tx, settings.exemptions);
  if (before !== undefined) {
    const change = { before, after: await readTenantState(tx), missing, complete: completeAt !== undefined };
    const hold = findHold(change, settings.hold_limits);
    if (hold !== undefined) throw new SnapshotHeld(hold);
  }
  const [first] = snapshot.objects;
  await recordAudit(tx, {
    actor,
    action: "objects_ingested",
    // Whoever names objects may name people: the log, which is never changed, gets the folder.
    target: snapshot.objects.length === 1 ? first?.key.replace(/[^/]*$/, "") : `${snapshot.objects.length} objects`,
    detail: {
      ...counted,
      quarantined: snapshot.quarantined.length,
      erased: snapshot.erased,
      complete: completeAt !== undefined,
      accept,
    },
  });
  return counted;
}
