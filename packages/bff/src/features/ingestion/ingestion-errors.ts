/** Why a whole object cannot be taken. */
export type UnreadableReason =
  | "empty"
  | "not_json"
  | "not_utf8"
  | "invalid_json"
  | "truncated"
  | "trailing_data"
  | "ambiguous_list"
  | "envelope_too_large"
  | "object_too_large"
  | "truncated_gzip"
  | "corrupt_gzip"
  | "invalid_envelope"
  | "invalid_manifest"
  | "changed_while_reading"
  | "too_many_unusable";

const ADVICE: Readonly<Record<UnreadableReason, string>> = {
  empty: "the object holds no data; export it again",
  not_json: "the object is not JSON; expected a user, a list of users, or one user on each line",
  not_utf8: "the object is not UTF-8; export it again as UTF-8",
  invalid_json: "the object is not valid JSON; export it again",
  truncated: "the object ends in the middle; upload it again whole",
  trailing_data: "something follows the end of the JSON value; one JSON value, or one record on each line, is expected",
  ambiguous_list: "the object holds more than one list of users; split it",
  envelope_too_large: "what surrounds the list of users is too large; send the list alone",
  object_too_large: "the object is too large; split it",
  truncated_gzip: "the gzip data end in the middle; upload the object again whole",
  corrupt_gzip: "the gzip data are damaged; upload the object again",
  invalid_envelope: "tenant or as_of beside the list is not what it should be: an id, and an ISO 8601 instant",
  invalid_manifest: "the manifest is not {tenant, as_of, users}: an id, an ISO 8601 instant and a whole number",
  changed_while_reading: "the object was replaced while it was read; ingest it again",
  too_many_unusable: "more than 10,000 of its records are unusable; check what the integration exports",
};

/** Where the fault was found. */
export interface FaultPlace {
  /** Index in the list, from 0. */
  readonly position?: number;
  /** Offset in the uncompressed bytes, from 0. */
  readonly byteOffset?: number;
  readonly field?: string;
}

/** The object as a whole cannot be taken; nothing read from it may be kept. */
export class ObjectUnreadable extends Error {
  override readonly name = "ObjectUnreadable";
  readonly reason: UnreadableReason;
  readonly object: string;
  readonly place: FaultPlace;

  constructor(object: string, reason: UnreadableReason, place: FaultPlace = {}, options?: ErrorOptions) {
    super(`${object}: ${ADVICE[reason]}${describePlace(place)}`, options);
    this.object = object;
    this.reason = reason;
    this.place = place;
  }
}

/** The object, or a record in it, says it belongs to another tenant: nothing of it may be taken. */
export class ForeignTenantError extends Error {
  override readonly name = "ForeignTenantError";
  readonly object: string;
  readonly position: number | undefined;

  constructor(object: string, position?: number) {
    const where = position === undefined ? "the object" : `the record at position ${position}`;
    super(`${object}: ${where} names another tenant; nothing was taken. Move the object to the tenant it belongs to`);
    this.object = object;
    this.position = position;
  }
}

function describePlace({ position, byteOffset, field }: FaultPlace): string {
  const parts = [
    position === undefined ? "" : `record ${position}`,
    byteOffset === undefined ? "" : `byte ${byteOffset}`,
    field === undefined ? "" : `field ${field}`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
