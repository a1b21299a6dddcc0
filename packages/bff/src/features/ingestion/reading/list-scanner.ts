import { CLOSE_LIST, COMMA, isWhiteSpace, OPEN_LIST, OPEN_OBJECT, QUOTE } from "./json-bytes.ts";
import { JsonNesting } from "./json-nesting.ts";
import type { ReadLimits } from "./limits.ts";
import { type RawRecord, SplitFault } from "./raw-record.ts";
import { Span } from "./span.ts";

/** Cuts the elements of one JSON array, begun after its `[`. */
export class ListScanner {
  /** The `]` was read. */
  closed = false;
  readonly #limits: ReadLimits;
  readonly #record: Span;
  readonly #nesting = new JsonNesting();
  #expects: "value-or-end" | "value" | "separator" = "value-or-end";
  #inside: "nothing" | "nested" | "scalar" = "nothing";
  #position = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
    this.#record = new Span(limits.maxRecordBytes);
  }

  /** Yields the elements that end in this chunk; returns the index after the last byte read. */
  *scan(chunk: Buffer, from: number, chunkOffset: number): Generator<RawRecord, number, undefined> {
    let at = from;
    while (at < chunk.length && !this.closed) {
      if (this.#inside !== "nothing") {
        const end = this.#inside === "nested" ? this.#nesting.skipValue(chunk, at) : endOfScalar(chunk, at);
        this.#record.add(chunk.subarray(at, end < 0 ? chunk.length : end));
        if (end < 0) return chunk.length;
        at = end;
        yield this.#record.takeRecord(this.#position++, this.#nesting.deepest, this.#limits);
        this.#inside = "nothing";
        this.#expects = "separator";
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (isWhiteSpace(byte)) at++;
      else if (byte === CLOSE_LIST && this.#expects !== "value") {
        this.closed = true;
        at++;
      } else if (this.#expects === "separator") {
        if (byte !== COMMA) throw new SplitFault("invalid_json", chunkOffset + at);
        this.#expects = "value";
        at++;
      } else {
        if (byte === COMMA || byte === CLOSE_LIST) throw new SplitFault("invalid_json", chunkOffset + at);
        this.#nesting.reset();
        this.#inside = byte === OPEN_OBJECT || byte === OPEN_LIST || byte === QUOTE ? "nested" : "scalar";
      }
    }
    return at;
  }
}

function endOfScalar(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at];
    if (byte === COMMA || byte === CLOSE_LIST || isWhiteSpace(byte)) return at;
  }
  return -1;
}
