import { fork } from "node:child_process";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { TenantId } from "@dormant-users/shared-types";
import { normaliseObject } from "../../src/features/ingestion/normalise-object.ts";
import { openUserObject } from "../../src/features/ingestion/reading/user-object.ts";

/** How the generated object is packed; `one-user` is a single user with a text as long as the object. */
export type LargeForm = "page" | "lines" | "page-gzip" | "one-user";

export interface LargeReading {
  readonly accounts: number;
  readonly quarantined: number;
  /** Peak resident memory of a process that did nothing else. */
  readonly peakBytes: number;
}

const TENANT = TenantId.parse("northwind");
// Without them the engine lets garbage lie for as long as the machine has memory, and the peak says little.
const HEAP_LIMITS = ["--max-old-space-size=64", "--max-semi-space-size=4"];
const PIECE_BYTES = 64 * 1024;

/** Generates an object of about so many bytes and normalises it, in a process of its own so that its memory can be measured. */
export function readLargeObject(form: LargeForm, megabytes: number): Promise<LargeReading> {
  const child = fork(import.meta.filename, [form, String(megabytes)], { execArgv: HEAP_LIMITS });
  return new Promise((resolve, reject) => {
    child.once("message", (reading) => resolve(reading as LargeReading));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the reader ended with ${code}`)));
  });
}

// A profile's usual size, most of it in fields that are not read.
const REST = `"peers":["${"0629fa33 ".repeat(90)}"],"events":[{"at":"2026-01-05T08:00:00Z"},{"at":"2026-01-06T08:00:00Z"}]`;

function userLine(id: number): string {
  return `{"id":"u${id}","display_name":"User ${id}","email":"u${id}@example.com","event_count":2,${REST}}`;
}

function* textOf(form: LargeForm, bytes: number): Generator<string> {
  if (form === "one-user") yield '{"id":"u1","display_name":"';
  else if (form !== "lines") yield '{"tenant":"northwind","users":[';
  let written = 0;
  for (let id = 1; written < bytes; id++) {
    const separator = form === "lines" ? "\n" : ",";
    const text = form === "one-user" ? "x".repeat(PIECE_BYTES) : `${id === 1 ? "" : separator}${userLine(id)}`;
    written += text.length;
    yield text;
  }
  if (form === "one-user") yield '"}';
  else if (form !== "lines") yield '],"as_of":"2026-02-01T00:00:00Z"}';
}

async function* bytesOf(form: LargeForm, bytes: number): AsyncGenerator<Buffer> {
  let piece = "";
  for (const text of textOf(form, bytes)) {
    piece += text;
    if (piece.length < PIECE_BYTES) continue;
    yield Buffer.from(piece);
    piece = "";
  }
  yield Buffer.from(piece);
}

async function main(form: LargeForm, bytes: number): Promise<LargeReading> {
  const open = () => {
    const plain = bytesOf(form, bytes);
    return form === "page-gzip" ? Readable.from(plain).pipe(createGzip()) : plain;
  };
  const object = await openUserObject({ key: form === "lines" ? "a.jsonl" : "a.json", open, tenantId: TENANT });
  let accounts = 0;
  let quarantined = 0;
  for await (const record of normaliseObject(object, {
    tenantId: TENANT,
    snapshotAtMs: Date.parse("2026-02-01T00:00:00Z"),
  })) {
    if ("account" in record) accounts++;
    else quarantined++;
  }
  return { accounts, quarantined, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

if (process.argv[1] === import.meta.filename) {
  const [, , form, megabytes] = process.argv;
  process.send?.(await main(form as LargeForm, Number(megabytes) * 1e6));
}
