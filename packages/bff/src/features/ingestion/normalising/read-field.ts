import { isJsonObject, type JsonObject } from "../reading/json-object.ts";
import { acceptInstant } from "./accept-instant.ts";
import { parseInstantText } from "./instant-text.ts";
import { RecordFault } from "./record-fault.ts";
import { MAX_TEXT_LENGTH } from "./source-account.ts";

/** What a field says about an instant. `placeholder`: year 1, 1601, 1970 and the like, which providers write for "never". */
export type ReportedInstant =
  | { readonly says: "instant"; readonly ms: number }
  | { readonly says: "placeholder" | "null" | "nothing" | "ahead" };

/**
 * Reads an instant of a record.
 *
 * @param field the provider's name, for the quarantine entry
 * @throws RecordFault `invalid_date` for a value that is neither an ISO 8601 instant nor null
 */
export function readInstant(value: unknown, field: string, snapshotAtMs: number): ReportedInstant {
  if (value === undefined) return { says: "nothing" };
  if (value === null) return { says: "null" };
  const ms = typeof value === "string" ? parseInstantText(value.trim()) : undefined;
  if (ms === undefined) throw new RecordFault("invalid_date", field);
  const accepted = acceptInstant(ms, snapshotAtMs);
  if (accepted !== undefined) return { says: "instant", ms: accepted };
  return { says: ms > snapshotAtMs ? "ahead" : "placeholder" };
}

/**
 * Reads a flag as providers write it: a boolean, its word in any case (Entra's SCIM client sends `"False"`), or 0 and 1.
 *
 * @returns undefined where the field is missing or null
 * @throws RecordFault `invalid_field` for anything else: a guess could hide or disable an account
 */
export function readFlag(value: unknown, field: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value;
  const word = String(value).trim().toLowerCase();
  if ((typeof value === "string" && word === "true") || value === 1) return true;
  if ((typeof value === "string" && word === "false") || value === 0) return false;
  throw new RecordFault("invalid_field", field);
}

/**
 * The provider's id of an account, exactly as given; a whole number is read as its digits.
 *
 * @throws RecordFault `missing_id` or `invalid_id`
 */
export function readId(value: unknown): string {
  if (value === undefined || value === null) throw new RecordFault("missing_id", "id");
  const id = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof id !== "string") throw new RecordFault("invalid_id", "id");
  if (id.trim() === "") throw new RecordFault("missing_id", "id");
  if (id.length > MAX_TEXT_LENGTH || !id.isWellFormed() || /\p{Cc}/u.test(id))
    throw new RecordFault("invalid_id", "id");
  return id;
}

/** An object-valued field; empty where it is missing or something else. */
export function readObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** A list-valued field; empty where it is missing or something else. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
