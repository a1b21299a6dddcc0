// The list's handler where the answer is remembered, against working it out; on a real PostgreSQL, with this process's own
// memory or, with REDIS_URL, a Redis or Valkey. Usage: DATABASE_URL=postgres://… [REDIS_URL=redis://…] node bench/list-cached.ts
import { randomBytes } from "node:crypto";
import { TenantId } from "@dormant-users/shared-types";
import pg from "pg";
import { createServices } from "../packages/bff/src/composition/create-services.ts";
import { loadConfig } from "../packages/bff/src/config/load-config.ts";
import { openDatabase } from "../packages/bff/src/db/index.ts";
import { createApp } from "../packages/bff/src/http/app.ts";
import { productRoutes } from "../packages/bff/src/http/product-routes.ts";
import { silentLogger } from "../packages/bff/src/observability/logger.ts";
import { storePeople } from "../packages/bff/test/population/people.ts";
import { machine, timeInTurns, verdict } from "./measure.ts";

const CACHED_LIMIT_MS = 5;
const USERS = 2000;
const ROUNDS = 500;

const url = process.env.DATABASE_URL;
if (url === undefined) throw new Error("DATABASE_URL is not set; name a PostgreSQL server");
const name = `bench_cached_${randomBytes(4).toString("hex")}`;
const root = new pg.Client({ connectionString: url });
await root.connect();
await root.query(`create database ${name}`);
const database = await openDatabase({
  kind: "postgres",
  url: Object.assign(new URL(url), { pathname: `/${name}` }).href,
});
const tenantId = TenantId.parse(`bench_${randomBytes(4).toString("hex")}`);
try {
  await database.admin.preparePlatform();
  await database.admin.createTenant(tenantId);
  const people = Array.from({ length: USERS }, (_, at) => `person${at}`);
  await database.withTenant(tenantId, (tx) => storePeople(tx, { people, dataAsOfMs: Date.now(), quietDays: 60 }));
  await database.admin.analyze(tenantId);
  const config = loadConfig({}, { DORMANT_DATA_DIR: "/tmp/dormant-bench", REDIS_URL: process.env.REDIS_URL });
  const verify = async () => ({ tenant: tenantId, subject: "bench", scopes: new Set(["insights:read"]) });
  const services = await createServices(config, { database, logger: silentLogger, verifier: { verify } as never });
  const get = (app: ReturnType<typeof createApp>) => async () => {
    const headers = { authorization: "Bearer bench" };
    const response = await app.request("/profile360/insights/dormant-users", { headers });
    if (response.status !== 200) throw new Error(`answered ${response.status}`);
    await response.text();
  };
  const cached = createApp(services, { routes: productRoutes(services) });
  const plain = createApp(services, { routes: productRoutes({ ...services, answers: undefined }) });
  const times = await timeInTurns({ cached: get(cached), plain: get(plain) }, ROUNDS);
  console.log(
    `${machine()}\n${USERS} users, 50 rows, ${ROUNDS} rounds; remembered ${config.redisUrl ? "in Redis" : "here"}`,
  );
  console.log(
    `remembered: p50 ${times.cached.p50.toFixed(2)} ms, p95 ${verdict(times.cached.p95, CACHED_LIMIT_MS)} ms`,
  );
  console.log(`worked out: p50 ${times.plain.p50.toFixed(2)} ms, p95 ${times.plain.p95.toFixed(2)} ms`);
  console.log(`ratio of the p50: ${(times.plain.p50 / times.cached.p50).toFixed(1)}`);
  if (times.cached.p95 > CACHED_LIMIT_MS) process.exitCode = 1;
  await services.close();
} finally {
  await database.admin.dropTenant(tenantId);
  await database.close();
  await root.query(`drop database ${name} with (force)`);
  await root.end();
}
