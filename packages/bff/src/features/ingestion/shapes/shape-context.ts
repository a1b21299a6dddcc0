import type { SourceAccount } from "../normalising/source-account.ts";
import type { JsonObject } from "../reading/json-object.ts";

export interface ShapeContext {
  /** When the record's facts were true; later instants are no activity. */
  readonly snapshotAtMs: number;
}

/** Turns a record of one shape into the product's words. Throws `RecordFault`. */
export type ShapeMapping = (record: JsonObject, context: ShapeContext) => SourceAccount;
