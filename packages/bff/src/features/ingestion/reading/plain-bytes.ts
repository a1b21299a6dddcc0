import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { ObjectUnreadable } from "../ingestion-errors.ts";
import type { ByteStream } from "../object-store.ts";

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_BOMS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const INFLATED_CHUNK_BYTES = 128 * 1024;

/**
 * The object's bytes, unpacked where they begin as gzip does (whatever the name says) and without a byte order mark.
 *
 * @param maxBytes of unpacked data, over which the object is refused
 * @throws ObjectUnreadable for damaged gzip, UTF-16 and oversize; errors of the stream itself pass through
 */
export async function* plainBytes(object: string, stored: ByteStream, maxBytes: number): AsyncGenerator<Buffer> {
  const { head, rest } = await peek(stored, GZIP_MAGIC.length);
  const isGzip = head.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC);
  let byteCount = 0;
  for await (const chunk of withoutMark(object, isGzip ? gunzip(object, head, rest) : joined(head, rest))) {
    byteCount += chunk.length;
    if (byteCount > maxBytes) throw new ObjectUnreadable(object, "object_too_large", { byteOffset: maxBytes });
    yield chunk;
  }
}

async function* gunzip(object: string, head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  const inflater = createGunzip({ chunkSize: INFLATED_CHUNK_BYTES });
  // The same failure reaches the reader below through the inflater.
  const feeding = pipeline(Readable.from(joined(head, rest)), inflater).catch(() => undefined);
  try {
    for await (const chunk of inflater) yield chunk;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "Z_BUF_ERROR") throw new ObjectUnreadable(object, "truncated_gzip", {}, { cause: error });
    if (typeof code === "string" && code.startsWith("Z_")) {
      throw new ObjectUnreadable(object, "corrupt_gzip", {}, { cause: error });
    }
    throw error;
  } finally {
    inflater.destroy();
    await feeding;
  }
}

async function* withoutMark(object: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, rest } = await peek(chunks, UTF8_BOM.length);
  if (UTF16_BOMS.some((mark) => head.subarray(0, mark.length).equals(mark))) {
    throw new ObjectUnreadable(object, "not_utf8", { byteOffset: 0 });
  }
  const marked = head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM);
  yield* joined(marked ? head.subarray(UTF8_BOM.length) : head, rest);
}

/** Reads chunks until at least so many bytes are there, or the stream ends. */
async function peek(chunks: AsyncIterable<Uint8Array>, bytes: number) {
  const rest = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < bytes) {
    const next = await rest.next();
    if (next.done === true) break;
    const chunk = asBuffer(next.value);
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
  }
  return { head, rest };
}

async function* joined(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield asBuffer(next.value);
  } finally {
    // Closes the file or connection where the reader stops early.
    await rest.return?.();
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
