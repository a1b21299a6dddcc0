// Reading and normalising a tenant file of 10,000 TrustX profiles (about 20 MB), against JSON.parse of the same bytes, which
// holds everything in memory and checks nothing. Usage: node bench/read-objects.ts [rounds]
import { TenantId } from "@dormant-users/shared-types";
import { normaliseObject } from "../packages/bff/src/features/ingestion/normalise-object.ts";
import { openUserObject } from "../packages/bff/src/features/ingestion/reading/user-object.ts";
import { machine, timeInTurns, verdict } from "./measure.ts";

const USERS = 10_000;
const CHUNK_BYTES = 256 * 1024;
const READ_RATIO_LIMIT = 5;
const WHOLE_RATIO_LIMIT = 15;
const rounds = Number(process.argv[2] ?? 20);

const asOfMs = Date.parse("2026-11-01T00:00:00Z");
const tenantId = TenantId.parse("northwind");

/** A profile with its last 25 events and some fields that are not read. */
function profile(number: number): object {
  const instant = (back: number) => new Date(asOfMs - back * 3_600_000).toISOString().replace(".000Z", "Z");
  const events = Array.from({ length: 25 }, (_, i) => ({ at: instant((number % 4000) + (25 - i) * 30), kind: "code" }));
  return {
    id: `00625963-ae64-5ea7-b9a5-${String(number).padStart(12, "0")}`,
    display_name: `Noble Acorn ${number}`,
    email: `noble.acorn.${number}@example.com`,
    is_bot: false,
    department: "lib",
    team: "lib/core",
    created_at: instant(40_000),
    last_active_at: events.at(-1)?.at,
    event_count: 300,
    peers: Array.from({ length: 15 }, (_, i) => `825da7e5-550b-5be3-9847-${String(number + i).padStart(12, "0")}`),
    events,
  };
}

const users = Array.from({ length: USERS }, (_, number) => profile(number));
const bytes = Buffer.from(JSON.stringify({ tenant: tenantId, as_of: "2026-11-01T00:00:00Z", users }));

async function* open(): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

async function read(): Promise<number> {
  let records = 0;
  const object = await openUserObject({ key: "a.json", open, tenantId });
  for await (const _ of object.records()) records++;
  return records;
}

async function normalise(): Promise<number> {
  let accounts = 0;
  const object = await openUserObject({ key: "a.json", open, tenantId });
  for await (const record of normaliseObject(object, { tenantId, snapshotAtMs: asOfMs }))
    if ("account" in record) accounts++;
  return accounts;
}

if ((await normalise()) !== USERS) throw new Error("not every profile was taken");
const times = await timeInTurns(
  { parse: async () => JSON.parse(bytes.toString("utf8")) as unknown, read, normalise },
  rounds,
);
console.log(
  `${machine()}; ${USERS} profiles, ${(bytes.length / 1e6).toFixed(1)} MB, median of ${rounds} rounds in turns`,
);
const line = (what: string, ms: number, limit: number) =>
  console.log(`${what} ${ms.toFixed(0)} ms, ratio ${verdict(ms / times.parse.p50, limit)}`);
console.log(`JSON.parse of the whole file     ${times.parse.p50.toFixed(0)} ms`);
line("two passes, hash and records    ", times.read.p50, READ_RATIO_LIMIT);
line("the same, normalised and hashed ", times.normalise.p50, WHOLE_RATIO_LIMIT);
