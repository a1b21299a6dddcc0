import { BACKSLASH, CLOSE_LIST, CLOSE_OBJECT, OPEN_LIST, OPEN_OBJECT, QUOTE } from "./json-bytes.ts";

/**
 * Follows strings and brackets of one JSON value across chunks: enough to know where it ends, not whether it is valid
 * (`JSON.parse` judges that). UTF-8 continuation bytes are never taken for ASCII, so bytes need no decoding first.
 */
export class JsonNesting {
  depth = 0;
  deepest = 0;
  inString = false;
  #escaped = false;

  reset(): void {
    this.depth = 0;
    this.deepest = 0;
    this.inString = false;
    this.#escaped = false;
  }

  /**
   * Reads on until the value that was begun closes.
   *
   * @returns the index after its last byte, or -1 where the chunk ends first
   */
  skipValue(chunk: Buffer, from: number): number {
    let { depth, deepest, inString } = this;
    let escaped = this.#escaped;
    let end = -1;
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 0) {
            end = i + 1;
            break;
          }
        }
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth++;
        if (depth > deepest) deepest = depth;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth--;
        if (depth <= 0) {
          end = i + 1;
          break;
        }
      }
    }
    this.depth = depth;
    this.deepest = deepest;
    this.inString = inString;
    this.#escaped = escaped;
    return end;
  }
}

/** Levels of arrays and objects in a JSON text. */
export function nestingOf(json: Buffer): number {
  const nesting = new JsonNesting();
  for (let at = 0; at >= 0 && at < json.length; ) at = nesting.skipValue(json, at);
  return nesting.deepest;
}
