// Ingestion into the embedded database: 10,000 TrustX profiles of about 8 events from one file, again unchanged, and the
// peak memory of 100 MB (100,000 profiles) against 10 MB. What it costs to make the database, and to open it again, is told
// beside. Usage: node bench/ingest.ts [rounds]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TenantId } from "@dormant-users/shared-types";
import { openLocalObjects } from "../packages/bff/src/adapters/local-objects/local-objects.ts";
import { openDatabase } from "../packages/bff/src/db/index.ts";
import { ingestObjects } from "../packages/bff/src/features/ingestion/index.ts";
import { machine, verdict } from "./measure.ts";

const USERS = 10_000;
const EVENTS = 8;
const LIMIT_MS = 5_000;
/** What ten times the users and bytes may add: ids that were seen, and the engine's own memory for ten times the rows. */
const GROWTH_LIMIT = 1.5;
/** Fields that are not read make a profile as large as it usually is. */
const PADDING = 300;

const tenantId = TenantId.parse("bench");
const asOfMs = Date.parse("2026-11-01T00:00:00Z");
const iso = (hoursBefore: number): string =>
  new Date(asOfMs - hoursBefore * 3_600_000).toISOString().replace(".000Z", "Z");

/** A profile like the public tenants': its last events, peers that are not read. */
function profile(number: number, padding: string): object {
  const newest = 1 + ((number * 7919) % 9_000);
  const events = Array.from({ length: EVENTS }, (_, nth) => ({ at: iso(newest + (EVENTS - nth) * 26), kind: "code" }));
  return {
    id: `00625963-ae64-5ea7-b9a5-${String(number).padStart(12, "0")}`,
    display_name: `Noble Acorn ${number}`,
    email: `noble.acorn.${number}@example.com`,
    is_bot: number % 50 === 0,
    department: `Department ${number % 20}`,
    team: `Team ${number % 90}`,
    created_at: iso(20_000),
    last_active_at: events.at(-1)?.at,
    event_count: EVENTS,
    peers: [padding],
    events,
  };
}

function writeTenantFile(path: string, users: number, padding = ""): number {
  const profiles = Array.from({ length: users }, (_, number) => JSON.stringify(profile(number, padding)));
  const text = `{"tenant":"${tenantId}","as_of":"${iso(0)}","users":[${profiles.join(",\n")}]}`;
  writeFileSync(path, text);
  return text.length;
}

interface Figures {
  readonly madeMs: number;
  readonly openedMs: number;
  readonly firstMs: number;
  readonly againMs: number;
  readonly peakBytes: number;
  readonly users: number;
}

/** One database, in a process of its own: made, opened again, filled, and filled again with the same. */
async function measureHere(file: string): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), "dormant-bench-"));
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const startedAt = performance.now();
    const result = await work();
    return [result, performance.now() - startedAt];
  };
  const open = () => openDatabase({ kind: "embedded", directory });
  try {
    const [made, madeMs] = await timed(open);
    await made.close();
    const [database, openedMs] = await timed(open);
    await database.admin.createTenant(tenantId);
    const ingest = async () => {
      const { store, objects } = await openLocalObjects(file);
      return ingestObjects(database, { tenantId, store, objects: objects(), actor: "bench", nowMs: Date.now() });
    };
    const [first, firstMs] = await timed(ingest);
    const large = first.users > USERS;
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    const [again, againMs] = large ? [undefined, 0] : await timed(ingest);
    if (again !== undefined && again.unchanged !== first.users) throw new Error("the second run changed something");
    await database.close();
    return { madeMs, openedMs, firstMs, againMs, peakBytes, users: first.users };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function measure(file: string): Figures {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "here", file], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.status !== 0) throw new Error(`the measuring process ended with ${child.status}`);
  return JSON.parse(child.stdout) as Figures;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function report(rounds: number): boolean {
  const folder = mkdtempSync(join(tmpdir(), "dormant-bench-files-"));
  try {
    const file = join(folder, "profiles.json");
    const bytes = writeTenantFile(file, USERS);
    const runs = Array.from({ length: rounds }, () => measure(file));
    const of = (pick: (run: Figures) => number): number => median(runs.map(pick));
    const firstMs = of((run) => run.firstMs);
    console.log(`${USERS} profiles, ${(bytes / 1e6).toFixed(1)} MB, median of ${rounds}`);
    console.log(`  making the database   ${of((run) => run.madeMs).toFixed(0)} ms, once for a directory`);
    console.log(`  opening it again      ${of((run) => run.openedMs).toFixed(0)} ms`);
    console.log(`  first ingestion       ${verdict(firstMs, LIMIT_MS)} ms, ratio ${(firstMs / LIMIT_MS).toFixed(2)}`);
    console.log(`  the same again        ${of((run) => run.againMs).toFixed(0)} ms`);

    const [small, large] = [USERS, 10 * USERS].map((users) => {
      const padded = join(folder, `${users}.json`);
      const size = writeTenantFile(padded, users, "x".repeat(PADDING));
      return { size, peak: measure(padded).peakBytes };
    }) as [{ size: number; peak: number }, { size: number; peak: number }];
    const megabytes = (value: number): string => `${(value / 1e6).toFixed(0)} MB`;
    const growth = large.peak / small.peak;
    console.log(
      `  peak memory           ${megabytes(small.peak)} for ${megabytes(small.size)}, ` +
        `${megabytes(large.peak)} for ${megabytes(large.size)}, ratio ${verdict(growth, GROWTH_LIMIT)}`,
    );
    return firstMs <= LIMIT_MS && growth <= GROWTH_LIMIT;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [mode, file] = process.argv.slice(2);
if (mode === "here" && file !== undefined) process.stdout.write(JSON.stringify(await measureHere(file)));
else {
  console.log(machine());
  process.exitCode = report(Number(mode ?? 3)) ? 0 : 1;
}
