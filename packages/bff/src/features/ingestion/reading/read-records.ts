import { createHash } from "node:crypto";
import { ObjectUnreadable } from "../ingestion-errors.ts";
import { type ParsedRecord, parseRecord } from "./parse-record.ts";
import { type RawRecord, SplitFault } from "./raw-record.ts";
import type { RecordSplitter } from "./record-splitter.ts";

export interface RecordPass {
  readonly key: string;
  readonly chunks: AsyncIterable<Buffer>;
  readonly splitter: RecordSplitter;
  readonly signal: AbortSignal | undefined;
  /** sha256 (hex) that the first pass found. */
  readonly contentHash: string;
}

/** Second pass over an object: its records, parsed. Throws as `UserObject.records` says. */
export async function* readRecords(pass: RecordPass): AsyncGenerator<ParsedRecord, void, undefined> {
  const { key, splitter } = pass;
  const hash = createHash("sha256");
  let readable = 0;
  let lastFault: ParsedRecord | undefined;
  for await (const raw of rawRecords(pass, hash)) {
    const record = parseRecord(raw);
    if (record.fault === "invalid_json" || record.fault === "invalid_utf8") {
      // Lines fail one by one; a list or a user that is no JSON makes the whole object none.
      if (splitter.form !== "lines") throw unreadable(key, record);
      lastFault = record;
    } else readable++;
    yield record;
  }
  if (readable === 0 && lastFault !== undefined) throw unreadable(key, lastFault);
  if (hash.digest("hex") !== pass.contentHash) throw new ObjectUnreadable(key, "changed_while_reading");
}

/** Runs a step of the splitter, giving its fault the object's name. */
export function splitting<T>(key: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof SplitFault)) throw error;
    throw new ObjectUnreadable(key, error.reason, { byteOffset: error.byteOffset });
  }
}

async function* rawRecords(
  { key, chunks, splitter, signal }: RecordPass,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<RawRecord, void, undefined> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    hash.update(chunk);
    yield* splitting(key, () => [...splitter.push(chunk)]);
  }
  yield* splitting(key, () => [...splitter.end()]);
}

function unreadable(key: string, { fault, position }: ParsedRecord): ObjectUnreadable {
  return new ObjectUnreadable(key, fault === "invalid_utf8" ? "not_utf8" : "invalid_json", { position });
}
