// What standing in a tenant's role costs: the same query through bare pg, through read (one round trip) and through
// withTenant (three). Usage: TEST_DATABASE_URL=postgres://… node bench/tenant-overhead.ts [rounds]
import { randomBytes } from "node:crypto";
import { cpus } from "node:os";
import pg from "pg";
import { defineQuery, openDatabase, schemaOf } from "../packages/bff/src/db/index.ts";
import { TenantId } from "../packages/shared-types/src/index.ts";

const server = process.env.TEST_DATABASE_URL;
if (server === undefined) throw new Error("TEST_DATABASE_URL names the server to measure on");
const rounds = Number(process.argv[2] ?? 1500);
const warmUp = 200;

const token = randomBytes(3).toString("hex");
const name = `dormant_bench_${token}`;
const tenants = [TenantId.parse(`bench_${token}_a`), TenantId.parse(`bench_${token}_b`)] as const;

const fill = defineQuery({
  name: "bench.fill",
  text: (schema) => `insert into ${schema}.tenant_settings (key, value, updated_by)
    select 'key' || g, '{"days": 30}', 'bench' from generate_series(1, 1000) g`,
});
const page = defineQuery({
  name: "bench.page",
  text: (schema) => `select key, value, version, updated_at from ${schema}.tenant_settings
    where key > $1 order by key limit 50`,
  params: (after: string) => [after],
});

const admin = new pg.Client({ connectionString: server });
await admin.connect();
await admin.query(`create database ${name}`);
const url = new URL(server);
url.pathname = `/${name}`;
const database = await openDatabase({ kind: "postgres", url: url.href, poolSize: 1 });
const bare = new pg.Pool({ connectionString: url.href, max: 1 });
try {
  await database.admin.preparePlatform();
  for (const tenant of tenants) {
    await database.admin.createTenant(tenant);
    await database.withTenant(tenant, (tx) => tx.execute(fill));
    await database.admin.analyze(tenant);
  }
  report(await measure());
} finally {
  for (const tenant of tenants) await database.admin.dropTenant(tenant).catch(() => {});
  await bare.end();
  await database.close();
  await admin.query(`drop database ${name}`);
  await admin.end();
}

async function measure(): Promise<ReadonlyMap<string, number[]>> {
  const [a] = tenants;
  const texts = tenants.map((tenant) => page.text(schemaOf(tenant)));
  const variants: Record<string, (round: number) => Promise<unknown>> = {
    "bare pg": () => bare.query({ name: "page0", text: texts[0] ?? "", values: ["key5"] }),
    read: () => database.read(a, page, "key5"),
    withTenant: () => database.withTenant(a, (tx) => tx.list(page, "key5")),
    "bare pg, two tenants": (round) =>
      bare.query({ name: `page${round % 2}`, text: texts[round % 2] ?? "", values: ["key5"] }),
    "read, two tenants": (round) => database.read(tenants[round % 2] ?? a, page, "key5"),
  };
  const times = new Map<string, number[]>(Object.keys(variants).map((key) => [key, []]));
  // Interleaved, so that a busy moment of the machine falls on all alike.
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [key, run] of Object.entries(variants)) {
      const startedAt = performance.now();
      await run(round);
      if (round >= warmUp) times.get(key)?.push(performance.now() - startedAt);
    }
  }
  return times;
}

function report(times: ReadonlyMap<string, number[]>): void {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}; Node ${process.version}; loopback; ${rounds} interleaved rounds`,
  );
  console.log("50 rows by primary key, prepared; milliseconds of wall time; ratio to bare pg at the same percentile");
  const base = times.get("bare pg") ?? [];
  for (const [key, values] of times) {
    const cells = [50, 95, 99].map((p) => {
      const value = percentile(values, p);
      return `p${p} ${value.toFixed(3)} (×${(value / percentile(base, p)).toFixed(2)})`;
    });
    console.log(`${key.padEnd(22)} ${cells.join("  ")}`);
  }
}

function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
}
