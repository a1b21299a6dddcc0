import { createHash } from "node:crypto";
import type { SourceAccount } from "./source-account.ts";

// Part of the hash: raised when the meaning of a field changes, so that unchanged records are applied once more.
const VERSION = 1;

/** sha256 (hex) of what an account's record says, whatever the order of its keys. Equal hashes: nothing changed. */
export function contentHashOf(account: SourceAccount): string {
  return createHash("sha256").update(`${VERSION}\n`).update(canonicalJson(account)).digest("hex");
}

/** JSON with keys in code-unit order and without undefined members. */
export function canonicalJson(value: unknown): string {
  // Lists of instants are long: all texts, nothing in them to sort.
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
