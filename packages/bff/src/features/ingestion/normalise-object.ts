import type { TenantId } from "@dormant-users/shared-types";
import { ForeignTenantError, ObjectUnreadable } from "./ingestion-errors.ts";
import { contentHashOf } from "./normalising/content-hash.ts";
import { readId } from "./normalising/read-field.ts";
import { RecordFault } from "./normalising/record-fault.ts";
import type { SourceAccount } from "./normalising/source-account.ts";
import type { QuarantinedRecord, QuarantineReason } from "./quarantine.ts";
import { isJsonObject, type JsonObject } from "./reading/json-object.ts";
import type { UserObject } from "./reading/user-object.ts";
import { recogniseShape, SHAPE_MAPPINGS } from "./shapes/recognise-shape.ts";

/** One record of an object: an account, or the reason it was set aside. */
export type NormalisedRecord =
  | { readonly position: number; readonly account: SourceAccount; readonly contentHash: string }
  | { readonly position: number; readonly quarantined: QuarantinedRecord };

export interface NormaliseOptions {
  readonly tenantId: TenantId;
  /** The instant at which the object's facts were true. Milliseconds since 1970. */
  readonly snapshotAtMs: number;
}

/** More records set aside than anybody would look at: the object is not what it should be. */
const MAX_SET_ASIDE = 10_000;

/**
 * Second pass over an object: every record as an account or a quarantine entry, in the object's order; none is dropped.
 * Keeps the ids it has seen, nothing else.
 *
 * @throws ObjectUnreadable and ForeignTenantError, possibly after many records: apply them in one transaction
 */
export async function* normaliseObject(
  object: UserObject,
  { tenantId, snapshotAtMs }: NormaliseOptions,
): AsyncGenerator<NormalisedRecord, void, undefined> {
  const seen = new Set<string>();
  let setAside = 0;
  for await (const record of object.records()) {
    const { position } = record;
    const aside = (reason: QuarantineReason, field?: string, externalId?: string): NormalisedRecord => {
      setAside += 1;
      if (setAside > MAX_SET_ASIDE) throw new ObjectUnreadable(object.key, "too_many_unusable");
      const place = { object: object.key, position, reason };
      return {
        position,
        quarantined: {
          ...place,
          ...(field !== undefined && { field }),
          ...(externalId !== undefined && { externalId }),
        },
      };
    };
    if (record.fault !== undefined) {
      yield aside(record.fault);
      continue;
    }
    if (!isJsonObject(record.value)) {
      yield aside("unrecognised_shape");
      continue;
    }
    if (namesOtherTenant(record.value, tenantId)) throw new ForeignTenantError(object.key, position);
    const account = normaliseRecord(record.value, object, snapshotAtMs);
    if (account instanceof RecordFault) {
      yield aside(account.reason, account.field, usableId(record.value));
      continue;
    }
    const identity = `${account.sourceKind}:${account.externalId}`;
    if (seen.has(identity)) {
      yield aside("duplicate_id", "id", account.externalId);
      continue;
    }
    seen.add(identity);
    yield { position, account, contentHash: contentHashOf(account) };
  }
}

function normaliseRecord(record: JsonObject, object: UserObject, snapshotAtMs: number): SourceAccount | RecordFault {
  const shape = recogniseShape(record, object.envelope.kind);
  if (shape === undefined) return new RecordFault("unrecognised_shape");
  try {
    return SHAPE_MAPPINGS[shape](record, { snapshotAtMs });
  } catch (error) {
    if (error instanceof RecordFault) return error;
    throw error;
  }
}

/** No provider's user has a top-level `tenant`; whatever has one must name ours. */
function namesOtherTenant(record: JsonObject, tenantId: TenantId): boolean {
  return record.tenant !== undefined && record.tenant !== null && record.tenant !== tenantId;
}

function usableId(record: JsonObject): string | undefined {
  try {
    return readId(record.id);
  } catch {
    return undefined;
  }
}
