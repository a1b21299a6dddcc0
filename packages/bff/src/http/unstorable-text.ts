import type { FieldError } from "../domain-error.ts";

const MAX_DEPTH = 32;

/**
 * The first text in a value that PostgreSQL could not keep: NUL, which neither text nor jsonb holds, and half a
 * surrogate pair, which jsonb refuses. Found here, it is a 400 with its place; found there, it would be a 500.
 */
export function findUnstorableText(value: unknown, path: string, depth = 0): FieldError | undefined {
  if (typeof value === "string") {
    if (value.includes("\0")) return { path, message: "must not contain the NUL character" };
    if (!value.isWellFormed()) return { path, message: "must be well-formed Unicode" };
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth === MAX_DEPTH) return { path, message: `must not be nested more than ${MAX_DEPTH} deep` };
  for (const [key, child] of Object.entries(value)) {
    if (key.includes("\0") || !key.isWellFormed()) return { path, message: "has a key that cannot be stored" };
    const found = findUnstorableText(child, `${path}.${key.slice(0, 100)}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
