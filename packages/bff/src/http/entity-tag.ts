import { hash } from "node:crypto";

/** `If-Match` or `If-None-Match`: any state at all, or one of the tags, each as sent (`"3"`, `W/"abc"`). */
export type EntityTagCondition = { readonly any: true } | { readonly any: false; readonly tags: readonly string[] };

const TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** Undefined where the header is absent or holds no tag. */
export function parseEntityTags(header: string | undefined): EntityTagCondition | undefined {
  if (header === undefined) return undefined;
  if (header.trim() === "*") return { any: true };
  const tags = header.match(TAG);
  return tags === null ? undefined : { any: false, tags };
}

/**
 * Compared weakly (RFC 9110, 8.8.3.2) for `If-Match` too: a proxy that compresses may weaken the tag of a version
 * number, and a version number loses nothing by it.
 */
export function matchesEntityTag(condition: EntityTagCondition, tag: string): boolean {
  return condition.any || condition.tags.some((candidate) => opaque(candidate) === opaque(tag));
}

/** The tag of a counted version: `"3"`. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/** Weak tag of a serialised body. Weak: the same facts may leave compressed or not. */
export function contentTag(body: string): string {
  return `W/"${hash("sha1", body, "base64url")}"`;
}

function opaque(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}
