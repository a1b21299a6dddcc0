import type { ReadLimits } from "./limits.ts";
import type { RawRecord } from "./raw-record.ts";

/** Bytes gathered across chunks up to a limit; over it they are let go and only the fact remains. */
export class Span {
  #parts: Buffer[] = [];
  #length = 0;
  #overflown = false;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get overflown(): boolean {
    return this.#overflown;
  }

  get length(): number {
    return this.#length;
  }

  add(part: Buffer): void {
    if (this.#overflown || part.length === 0) return;
    this.#length += part.length;
    if (this.#length > this.#maxBytes) {
      this.#overflown = true;
      this.#parts = [];
      return;
    }
    this.#parts.push(part);
  }

  /** The bytes gathered; the span is empty afterwards. */
  take(): Buffer {
    const [only, ...more] = this.#parts;
    const bytes = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    this.#overflown = false;
    return bytes;
  }

  /** The bytes gathered as the record at a position, or which limit it broke. */
  takeRecord(position: number, depth: number, limits: ReadLimits): RawRecord {
    const { overflown } = this;
    const bytes = this.take();
    if (overflown) return { position, fault: "record_too_large" };
    if (depth > limits.maxRecordDepth) return { position, fault: "nested_too_deeply" };
    return { position, bytes };
  }
}
