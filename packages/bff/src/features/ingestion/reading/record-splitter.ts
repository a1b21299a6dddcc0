import { isWhiteSpace, NEWLINE, OPEN_LIST, OPEN_OBJECT } from "./json-bytes.ts";
import type { ReadLimits } from "./limits.ts";
import { LineScanner } from "./line-scanner.ts";
import { ListScanner } from "./list-scanner.ts";
import { ObjectScanner } from "./object-scanner.ts";
import { type ObjectForm, type RawRecord, SplitFault } from "./raw-record.ts";
import { Span } from "./span.ts";

const LIST_CLOSES = Buffer.from("]");

export interface SplitterOptions {
  readonly limits: ReadLimits;
  /** The name says one record on each line. A list found in the content overrules it. */
  readonly linesByName: boolean;
}

/**
 * Cuts an object's bytes into records without parsing them: the elements of a top-level array or of a page's list, the
 * lines of JSON Lines, or the one user. What surrounds a list is kept with the list left empty, so that one `JSON.parse`
 * judges it. Holds one record and the surroundings, whatever the object's size. Throws `SplitFault`.
 */
export class RecordSplitter {
  form: ObjectForm = "single";
  readonly #limits: ReadLimits;
  readonly #linesByName: boolean;
  readonly #outside: Span;
  readonly #object: ObjectScanner;
  #state: "start" | "in-object" | "done" | ListScanner | LineScanner = "start";
  #offset = 0;
  #line = 1;
  #startLine = 1;
  #endLine = 1;

  constructor({ limits, linesByName }: SplitterOptions) {
    this.#limits = limits;
    this.#linesByName = linesByName;
    this.#outside = new Span(limits.maxRecordBytes);
    this.#object = new ObjectScanner(linesByName);
  }

  /** Lower-cased key of a page's list; empty where there is none. */
  get listKey(): string {
    return this.#object.listKey;
  }

  /** The records that end in this chunk. */
  *push(chunk: Buffer): Generator<RawRecord, void, undefined> {
    for (let at = 0; at < chunk.length; ) {
      const state = this.#state;
      if (state instanceof ListScanner) {
        at = yield* state.scan(chunk, at, this.#offset);
        if (state.closed) this.#leaveList();
      } else if (state instanceof LineScanner) {
        yield* state.scan(chunk, at);
        at = chunk.length;
      } else if (state === "in-object") at = this.#readObject(chunk, at);
      else if (state === "start") at = this.#readStart(chunk, at);
      else at = yield* this.#readAfter(chunk, at);
    }
    this.#offset += chunk.length;
  }

  /** The record that only the end of the object completes. */
  *end(): Generator<RawRecord, void, undefined> {
    const state = this.#state;
    if (state === "start") throw new SplitFault("empty", this.#offset);
    if (state === "in-object" && this.#linesByName && this.form === "single") this.#beginLines(this.#startLine);
    else if (state === "in-object" || state instanceof ListScanner) throw new SplitFault("truncated", this.#offset);
    if (this.#state instanceof LineScanner) yield* this.#state.finishLine();
    else if (this.form === "single") yield this.#takeSingle(this.#linesByName ? this.#startLine : 0);
  }

  /** What surrounds a page's list, the list left empty. Call after `end`. */
  takeEnvelope(): Buffer | undefined {
    return this.form === "page" ? this.#outside.take() : undefined;
  }

  #readStart(chunk: Buffer, from: number): number {
    const byte = chunk[from];
    if (isWhiteSpace(byte)) return this.#skipWhiteSpace(byte, from);
    this.#startLine = this.#line;
    if (byte === OPEN_LIST) {
      this.form = "array";
      this.#state = new ListScanner(this.#limits);
      return from + 1;
    }
    if (byte === OPEN_OBJECT) this.#state = "in-object";
    else if (this.#linesByName) this.#beginLines(this.#line);
    else throw new SplitFault("not_json", this.#offset + from);
    return from;
  }

  #readObject(chunk: Buffer, from: number): number {
    const stop = this.#object.scan(chunk, from);
    const { at } = this.#object;
    if (stop === "newline") {
      this.#outside.add(chunk.subarray(from, at - 1));
      this.#beginLines(this.#startLine);
      return at - 1;
    }
    this.#outside.add(chunk.subarray(from, at));
    for (let i = from; i < at; i++) if (chunk[i] === NEWLINE) this.#line++;
    if (stop === "list") this.#enterPage(at);
    if (stop === "end") {
      if (this.form === "page" && this.#outside.overflown)
        throw new SplitFault("envelope_too_large", this.#offset + at);
      this.#endLine = this.#line;
      this.#state = "done";
    }
    return at;
  }

  #enterPage(at: number): void {
    if (this.form === "page") throw new SplitFault("ambiguous_list", this.#offset + at);
    if (this.#outside.overflown) throw new SplitFault("envelope_too_large", this.#offset + at);
    this.form = "page";
    this.#object.stopAtNewline = false;
    this.#state = new ListScanner(this.#limits);
  }

  #leaveList(): void {
    this.#state = this.form === "page" ? "in-object" : "done";
    if (this.form === "page") this.#outside.add(LIST_CLOSES);
  }

  /** After the top-level value: white space, or the next line of JSON Lines where one object was alone on its line. */
  *#readAfter(chunk: Buffer, from: number): Generator<RawRecord, number, undefined> {
    const byte = chunk[from];
    if (isWhiteSpace(byte)) return this.#skipWhiteSpace(byte, from);
    const sameLine = this.#line === this.#endLine;
    const isNextLine = !sameLine && byte === OPEN_OBJECT && this.#startLine === this.#endLine;
    if (this.form !== "single" || !(this.#linesByName || isNextLine)) {
      throw new SplitFault("trailing_data", this.#offset + from);
    }
    this.form = "lines";
    if (!sameLine) yield this.#takeSingle(this.#startLine);
    // What follows on the same line spoils the line: both parts stay one record, which then is no JSON.
    this.#beginLines(sameLine ? this.#startLine : this.#line);
    return from;
  }

  #skipWhiteSpace(byte: number | undefined, from: number): number {
    if (byte === NEWLINE) this.#line++;
    return from + 1;
  }

  #takeSingle(position: number): RawRecord {
    return this.#outside.takeRecord(position, this.#object.deepest, this.#limits);
  }

  #beginLines(line: number): void {
    this.form = "lines";
    this.#state = new LineScanner(this.#limits, line, this.#outside);
  }
}
