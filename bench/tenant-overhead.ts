// What standing in a tenant's role costs: the same query through bare pg, through read (one round trip) and through
// withTenant (two). Usage: TEST_DATABASE_URL=postgres://… node bench/tenant-overhead.ts [rounds]
import { randomBytes } from "node:crypto";
import { TenantId } from "@dormant-users/shared-types";
import pg from "pg";
import { defineQuery, openDatabase, schemaOf } from "../packages/bff/src/db/index.ts";
import { machine, timeInTurns } from "./measure.ts";

const server = process.env.TEST_DATABASE_URL;
if (server === undefined) throw new Error("TEST_DATABASE_URL names the server to measure on");
const rounds = Number(process.argv[2] ?? 1500);

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

async function measure() {
  const [a, b] = tenants;
  const texts = [page.text(schemaOf(a)), page.text(schemaOf(b))] as const;
  let turn = 0;
  return timeInTurns(
    {
      "bare pg": () => bare.query({ name: "page0", text: texts[0], values: ["key5"] }),
      read: () => database.read(a, page, "key5"),
      withTenant: () => database.withTenant(a, (tx) => tx.list(page, "key5")),
      "read, two tenants": () => database.read((turn++ & 1) === 0 ? a : b, page, "key5"),
    },
    rounds,
  );
}

function report(times: Awaited<ReturnType<typeof measure>>): void {
  console.log(`${machine()}; loopback; ${rounds} rounds in turns; 50 rows by primary key, prepared; wall ms`);
  const limit = times["bare pg"];
  for (const [name, { p50, p95 }] of Object.entries(times)) {
    const ratios = `${(p50 / limit.p50).toFixed(2)} and ${(p95 / limit.p95).toFixed(2)} times bare pg`;
    console.log(`${name.padEnd(18)} p50 ${p50.toFixed(3)}  p95 ${p95.toFixed(3)}  ${ratios}`);
  }
}
