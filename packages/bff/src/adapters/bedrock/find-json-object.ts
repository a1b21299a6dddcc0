/**
 * The first JSON object in a text, also inside a code fence or between sentences, as models without structured output
 * write it. Undefined where there is none. Linear in the text's length.
 */
export function findJsonObject(text: string): Record<string, unknown> | undefined {
  const start = text.indexOf("{");
  if (start < 0) return undefined;
  const end = endOfObject(text, start);
  if (end === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text.slice(start, end));
    return parsed as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}
