import { createHash } from "node:crypto";
import type { TenantId } from "@dormant-users/shared-types";
import { ForeignTenantError, ObjectUnreadable } from "../ingestion-errors.ts";
import { isLineDelimitedName } from "../object-key.ts";
import type { ByteStream } from "../object-store.ts";
import { type EnvelopeFacts, isEmptyPage, NO_ENVELOPE, readEnvelope } from "./envelope.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "./limits.ts";
import { type ParsedRecord, parseRecord } from "./parse-record.ts";
import { plainBytes } from "./plain-bytes.ts";
import type { ObjectForm, RawRecord } from "./raw-record.ts";
import { readRecords, splitting } from "./read-records.ts";
import { RecordSplitter } from "./record-splitter.ts";

export interface OpenUserObjectOptions {
  readonly key: string;
  /** Opens the object from its beginning; called a second time for large objects, and must then give the same bytes. */
  readonly open: () => ByteStream;
  readonly tenantId: TenantId;
  readonly limits?: Partial<ReadLimits>;
  readonly signal?: AbortSignal | undefined;
}

/** An object that was read through once: how it is packed and what it says of itself are known before its records. */
export interface UserObject {
  readonly key: string;
  readonly form: ObjectForm;
  readonly envelope: EnvelopeFacts;
  /** sha256 (hex) of the uncompressed bytes. */
  readonly contentHash: string;
  /** Uncompressed size in bytes. */
  readonly byteCount: number;
  /** Records that `records` gives, bad ones included. */
  readonly recordCount: number;
  /**
   * The records in their order. Throws ObjectUnreadable, possibly after many records: apply them in one transaction and
   * keep nothing of an object that threw.
   */
  records(): AsyncGenerator<ParsedRecord, void, undefined>;
}

/**
 * First of two passes over an object: finds its form, what surrounds its list (also behind it) and its content's hash,
 * without parsing the list's records.
 *
 * @throws ObjectUnreadable, ForeignTenantError where what surrounds the list names another tenant, and what `open` throws
 */
export async function openUserObject(options: OpenUserObjectOptions): Promise<UserObject> {
  const { key, tenantId, signal } = options;
  const limits = { ...DEFAULT_READ_LIMITS, ...options.limits };
  const newSplitter = () => new RecordSplitter({ limits, linesByName: isLineDelimitedName(key) });
  const opened = () => plainBytes(key, options.open(), limits.maxObjectBytes);
  const splitter = newSplitter();
  const hash = createHash("sha256");
  let kept: Buffer[] | undefined = [];
  let byteCount = 0;
  let recordCount = 0;
  for await (const chunk of opened()) {
    signal?.throwIfAborted();
    hash.update(chunk);
    byteCount += chunk.length;
    if (byteCount > limits.keepInMemoryBytes) kept = undefined;
    kept?.push(chunk);
    recordCount += splitting(key, () => [...splitter.push(chunk)]).length;
  }
  const last = splitting(key, () => [...splitter.end()]);
  const emptyPage = splitter.form === "single" ? emptyPageIn(last[0]) : undefined;
  const surroundings = emptyPage ?? surroundingsOf(key, splitter.takeEnvelope());
  const envelope = surroundings === undefined ? NO_ENVELOPE : factsOf(key, surroundings);
  if (envelope.tenant !== undefined && envelope.tenant !== tenantId) throw new ForeignTenantError(key);

  const contentHash = hash.digest("hex");
  const replay = kept;
  return {
    key,
    form: emptyPage === undefined ? splitter.form : "page",
    envelope,
    contentHash,
    byteCount,
    recordCount: emptyPage === undefined ? recordCount + last.length : 0,
    async *records() {
      if (emptyPage !== undefined) return;
      const chunks = replay === undefined ? opened() : replayed(replay);
      yield* readRecords({ key, chunks, splitter: newSplitter(), signal, contentHash });
    },
  };
}

async function* replayed(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

function emptyPageIn(raw: RawRecord | undefined): JsonObject | undefined {
  const record = raw === undefined ? undefined : parseRecord(raw);
  if (record === undefined || record.fault !== undefined) return undefined;
  return isJsonObject(record.value) && isEmptyPage(record.value) ? record.value : undefined;
}

function surroundingsOf(key: string, bytes: Buffer | undefined): JsonObject | undefined {
  if (bytes === undefined) return undefined;
  const parsed = parseRecord({ position: 0, bytes });
  if (parsed.fault === "invalid_utf8") throw new ObjectUnreadable(key, "not_utf8");
  if (parsed.fault !== undefined || !isJsonObject(parsed.value)) throw new ObjectUnreadable(key, "invalid_json");
  return parsed.value;
}

function factsOf(key: string, surroundings: JsonObject): EnvelopeFacts {
  const facts = readEnvelope(surroundings);
  if ("invalidField" in facts) throw new ObjectUnreadable(key, "invalid_envelope", { field: facts.invalidField });
  return facts;
}
