import type { QuarantineReason } from "../quarantine.ts";

/** Thrown while a record is normalised; sets the record aside, never its object. Holds no value but a usable id. */
export class RecordFault extends Error {
  readonly reason: QuarantineReason;
  readonly field: string | undefined;

  constructor(reason: QuarantineReason, field?: string) {
    super(field === undefined ? reason : `${reason}: ${field}`);
    this.reason = reason;
    this.field = field;
  }
}
