import { isWhiteSpace, NEWLINE } from "./json-bytes.ts";
import { nestingOf } from "./json-nesting.ts";
import type { ReadLimits } from "./limits.ts";
import type { RawRecord } from "./raw-record.ts";
import type { Span } from "./span.ts";

/** Cuts JSON Lines: one record on each line that is not blank. Positions are lines, from 1. */
export class LineScanner {
  readonly #limits: ReadLimits;
  readonly #record: Span;
  #line: number;

  /**
   * @param line number of the line read first, from 1
   * @param begun what was already read of that line
   */
  constructor(limits: ReadLimits, line: number, begun: Span) {
    this.#limits = limits;
    this.#record = begun;
    this.#line = line;
  }

  /** Yields the records whose line ends in this chunk. */
  *scan(chunk: Buffer, from: number): Generator<RawRecord, void, undefined> {
    for (let at = from; at < chunk.length; ) {
      const end = chunk.indexOf(NEWLINE, at);
      this.#record.add(chunk.subarray(at, end < 0 ? chunk.length : end));
      if (end < 0) return;
      yield* this.finishLine();
      at = end + 1;
    }
  }

  /** Ends the line, as a line feed or the end of the object does. */
  *finishLine(): Generator<RawRecord, void, undefined> {
    const position = this.#line++;
    if (this.#record.overflown) {
      yield this.#record.takeRecord(position, 0, this.#limits);
      return;
    }
    const bytes = trimmed(this.#record.take());
    if (bytes.length === 0) return;
    if (nestingOf(bytes) > this.#limits.maxRecordDepth) yield { position, fault: "nested_too_deeply" };
    else yield { position, bytes };
  }
}

function trimmed(bytes: Buffer): Buffer {
  let start = 0;
  let end = bytes.length;
  while (start < end && isWhiteSpace(bytes[start])) start++;
  while (end > start && isWhiteSpace(bytes[end - 1])) end--;
  return bytes.subarray(start, end);
}
