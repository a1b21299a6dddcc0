import { isUtf8 } from "node:buffer";
import type { RawRecord } from "./raw-record.ts";

/** A record's content, or why there is none. */
export type ParsedRecord =
  | { readonly position: number; readonly value: unknown; readonly fault?: undefined }
  | { readonly position: number; readonly fault: RecordFault };

export type RecordFault = "record_too_large" | "nested_too_deeply" | "invalid_json" | "invalid_utf8";

/** Parses a record's bytes; never throws. */
export function parseRecord(raw: RawRecord): ParsedRecord {
  const { position } = raw;
  if (raw.fault !== undefined) return { position, fault: raw.fault };
  // Decoding would replace what is not UTF-8 without a word.
  if (!isUtf8(raw.bytes)) return { position, fault: "invalid_utf8" };
  try {
    return { position, value: JSON.parse(raw.bytes.toString("utf8")) };
  } catch {
    return { position, fault: "invalid_json" };
  }
}
