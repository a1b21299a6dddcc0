import type { TenantId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { type IsErased, type LoadErasureKeys, readErased } from "../privacy/index.ts";
import type { CoveredSource, DatedBy, ReadObject } from "./applying/accounts.repository.ts";
import type { Completeness, StagedSnapshot } from "./applying/apply-snapshot.ts";
import { type StagedObject, Staging } from "./applying/staging.repository.ts";
import { type NormalisedRecord, normaliseObject } from "./normalise-object.ts";
import { mergeKeyOf } from "./normalising/merge-key.ts";
import type { ObjectStore } from "./object-store.ts";
import type { QuarantinedRecord } from "./quarantine.ts";
import { openUserObject, type UserObject } from "./reading/user-object.ts";
import { type PlannedObject, type RefusedObject, type SnapshotPlan, toRefusal } from "./snapshot-plan.ts";
import { SourceKind, sourceNameFor } from "./source-kind.ts";

interface ReadingOptions {
  readonly tenantId: TenantId;
  readonly store: ObjectStore;
  /** States the instant of every object, whatever they say themselves. */
  readonly asOf?: string | undefined;
  /** Milliseconds since 1970: a file's time is not later. */
  readonly nowMs: number;
  readonly erasureKeys?: LoadErasureKeys | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the objects of one snapshot into the transaction's staging table. */
export class SnapshotReading {
  readonly read: ReadObject[] = [];
  readonly refused: RefusedObject[] = [];
  readonly quarantined: (QuarantinedRecord & { contentHash: string })[] = [];
  rest: readonly PlannedObject[] = [];
  /** Records left out because their users were erased. */
  erased = 0;
  readonly #options: ReadingOptions;
  readonly #plan: SnapshotPlan;
  #users = 0;
  #isErased: IsErased = () => false;
  /** The one object of the snapshot that is complete by itself. */
  #wholeSource: CoveredSource | undefined;

  constructor(options: ReadingOptions, plan: SnapshotPlan) {
    this.#options = options;
    this.#plan = plan;
  }

  async stage(tx: TenantTransaction): Promise<StagedSnapshot> {
    this.#isErased = await readErased(tx, this.#options.erasureKeys);
    const staging = await Staging.open(tx);
    const { objects, manifest } = this.#plan;
    for (const [index, planned] of objects.entries()) {
      this.#options.signal?.throwIfAborted();
      const opened = await this.#open(planned);
      if (opened === undefined) continue;
      const standsAlone = manifest === undefined && opened.envelope.complete;
      if (standsAlone && this.read.length > 0) {
        this.rest = objects.slice(index);
        break;
      }
      await this.#add(staging, planned, opened, index);
      if (standsAlone) {
        const kind = opened.envelope.kind ?? "trustx";
        this.#wholeSource = { kind, name: sourceNameFor(planned.integration, kind) };
        this.rest = objects.slice(index + 1);
        break;
      }
    }
    await staging.flush();
    return {
      objects: this.read,
      quarantined: this.quarantined,
      users: this.#users,
      erased: this.erased,
      complete: this.#completeness(),
    };
  }

  async #open({ stored }: PlannedObject): Promise<UserObject | undefined> {
    const { store, tenantId, signal } = this.#options;
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
    let [users, erased] = [0, 0];
    try {
      const { tenantId } = this.#options;
      for await (const record of normaliseObject(opened, { tenantId, snapshotAtMs: Date.parse(snapshotAt) })) {
        if (this.#isOfErased(record, planned.integration)) erased += 1;
        else if ("quarantined" in record) quarantined.push(record.quarantined);
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
    this.erased += erased;
    this.quarantined.push(...quarantined.map((record) => ({ ...record, contentHash })));
    this.read.push({ number, key, contentHash, snapshotAt, datedBy, complete });
  }

  #isOfErased(record: NormalisedRecord, integration: string | undefined): boolean {
    if ("account" in record) {
      const source = sourceNameFor(integration, record.account.sourceKind);
      const { externalId } = record.account;
      return this.#isErased({ source, externalId, mergeKey: mergeKeyOf(record.account, source) });
    }
    const { externalId } = record.quarantined;
    // A record that cannot be read does not tell its kind: it may be of any.
    return (
      externalId !== undefined &&
      SourceKind.options.some((kind) => this.#isErased({ source: sourceNameFor(integration, kind), externalId }))
    );
  }

  /** What the integration says beats what a file's time says; what the caller states beats both. */
  #dateOf({ stored }: PlannedObject, { envelope }: UserObject): [string, DatedBy] {
    if (this.#options.asOf !== undefined) return [this.#options.asOf, "caller"];
    if (envelope.asOf !== undefined) return [envelope.asOf, "object"];
    if (this.#plan.manifest !== undefined) return [this.#plan.manifest.asOf, "manifest"];
    const modifiedMs = Math.min(stored.lastModifiedAt.getTime(), this.#options.nowMs);
    return [new Date(modifiedMs).toISOString(), "modified"];
  }

  /** Absence may be concluded only where nobody can be hidden in something that could not be read. */
  #completeness(): Completeness | undefined {
    const [first] = this.read;
    const nameless = this.quarantined.some((record) => record.externalId === undefined);
    if (first === undefined || nameless) return undefined;
    const { manifest } = this.#plan;
    if (manifest === undefined) {
      return this.#wholeSource && { at: first.snapshotAt, expectedUsers: 0, covered: [this.#wholeSource] };
    }
    if (this.refused.length > 0) return undefined;
    return {
      at: this.#options.asOf ?? manifest.asOf,
      expectedUsers: manifest.expectedUsers - this.erased,
      covered: [],
    };
  }

  #refuse(key: string, error: unknown): void {
    const refusal = toRefusal(key, error);
    if (refusal === undefined) throw error;
    this.refused.push(refusal);
  }
}
