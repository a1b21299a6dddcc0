import { BACKSLASH, CLOSE_LIST, CLOSE_OBJECT, COLON, NEWLINE, OPEN_LIST, OPEN_OBJECT, QUOTE } from "./json-bytes.ts";

/** Keys under which providers put their list, lower-cased: SCIM's attribute names ignore case. */
const LIST_KEYS: ReadonlySet<string> = new Set(["users", "value", "resources"]);
const LONGEST_KEY_BYTES = 64;

/** Why the scanner stopped: a list of users opens, the object ends, a line ends (if asked), or the chunk does. */
export type ObjectStop = "list" | "end" | "newline" | "chunk";

/** Walks a top-level object, begun at its `{`, and stops where a list of users opens. */
export class ObjectScanner {
  /** Index after the last byte read. */
  at = 0;
  listKey = "";
  deepest = 0;
  stopAtNewline: boolean;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #text: number[] = [];
  #key = "";

  constructor(stopAtNewline: boolean) {
    this.stopAtNewline = stopAtNewline;
  }

  scan(chunk: Buffer, from: number): ObjectStop {
    for (this.at = from; this.at < chunk.length; ) {
      const byte = chunk[this.at++] ?? 0;
      if (byte === NEWLINE && this.stopAtNewline) return "newline";
      if (this.#inString) this.#readText(byte);
      else if (byte === QUOTE) {
        this.#inString = true;
        this.#text = [];
      } else if (byte === COLON && this.#depth === 1) this.#key = keyOf(this.#text);
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (byte === OPEN_LIST && this.#depth === 1 && LIST_KEYS.has(this.#key)) {
          this.listKey = this.#key;
          return "list";
        }
        this.deepest = Math.max(this.deepest, ++this.#depth);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (--this.#depth === 0) return "end";
      }
    }
    return "chunk";
  }

  #readText(byte: number): void {
    if (this.#depth === 1 && this.#text.length < LONGEST_KEY_BYTES) this.#text.push(byte);
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }
}

// The text still has its closing quote.
function keyOf(text: readonly number[]): string {
  try {
    return String(JSON.parse(`"${Buffer.from(text).toString()}`)).toLowerCase();
  } catch {
    return "";
  }
}
