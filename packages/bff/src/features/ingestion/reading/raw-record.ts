import type { UnreadableReason } from "../ingestion-errors.ts";

/** The bytes of one record, not parsed yet. Bytes over a limit are not kept. */
export type RawRecord =
  | { readonly position: number; readonly bytes: Buffer; readonly fault?: undefined }
  | { readonly position: number; readonly fault: "record_too_large" | "nested_too_deeply" };

/** How the object was packed. */
export type ObjectForm = "single" | "array" | "page" | "lines";

/** What the splitter throws; the reader adds the object's name. */
export class SplitFault extends Error {
  readonly reason: UnreadableReason;
  readonly byteOffset: number;

  constructor(reason: UnreadableReason, byteOffset: number) {
    super(reason);
    this.reason = reason;
    this.byteOffset = byteOffset;
  }
}
