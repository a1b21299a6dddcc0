// The list page with all counts, on a real PostgreSQL: through the tenant's role against the same SQL through bare pg, and
// the whole handler; first page, 200,000 rows deep by cursor, and by skip, and in the other orders. Usage:
//   DATABASE_URL=postgres://… node bench/list-page.ts [10000 100000 1000000]
import { randomBytes } from "node:crypto";
import { TenantId } from "@dormant-users/shared-types";
import pg from "pg";
import { createServices } from "../packages/bff/src/composition/create-services.ts";
import { loadConfig } from "../packages/bff/src/config/load-config.ts";
import {
  openDatabase,
  type Query,
  type QueryInput,
  type SchemaName,
  schemaOf,
  type TenantTransaction,
} from "../packages/bff/src/db/index.ts";
import { listDormantUsers } from "../packages/bff/src/features/detection/list-dormant-users.ts";
import { createApp } from "../packages/bff/src/http/app.ts";
import { productRoutes } from "../packages/bff/src/http/product-routes.ts";
import { silentLogger } from "../packages/bff/src/observability/logger.ts";
import { machine, timeInTurns, verdict } from "./measure.ts";

const HANDLER_LIMIT_MS = 10;
const RATIO_LIMIT = 1.5;
const ROUNDS = 300;
const DEEP = 200_000;

/** Runs a feature's queries on a plain connection: no role, no transaction, the same text and values. */
function bareTransaction(client: pg.Client, schema: SchemaName): TenantTransaction {
  const list = async <Input, Row>(query: Query<Input, Row>, input: Input): Promise<Row[]> => {
    const { rows } = await client.query({
      name: `bare_${query.id}`,
      text: query.text(schema),
      values: [...query.params(...([input] as QueryInput<Input>))],
    });
    return rows.map((row) => query.row(row as never));
  };
  const one = async <Input, Row>(query: Query<Input, Row>, input: Input) => (await list(query, input))[0];
  return { list, find: one, get: one } as unknown as TenantTransaction;
}

async function populate(client: pg.Client, schema: SchemaName, users: number): Promise<void> {
  await client.query(`
    set search_path = ${schema}, public;
    insert into sources (name, kind, data_as_of, reports_activity) values ('okta', 'okta', now(), true), ('entra', 'entra', now() - interval '5 hours', true);
    insert into feeds (source_ids) values ('{1}'), ('{1,2}'), ('{2}');
    insert into cohorts (standing, standing_reason, account_type, privileged, ever_active, held, feed_id)
      select 'judged', null, t, p, e, false, f from unnest('{human,guest,service}'::text[]) t, unnest('{true,false}'::boolean[]) p,
        unnest('{true,false}'::boolean[]) e, unnest('{1,2,3}'::smallint[]) f
      union all select 'disabled', 'suspended', 'human', false, true, false, 1::smallint
      union all select 'unknown', 'source_has_no_activity', 'human', false, false, false, null`);
  // 5 % never active, 25 % quiet for more than 90 days, 70 % active; a few disabled and unknown.
  await client.query(
    `insert into user_profiles (merge_key, external_id, email, name, department, account_type, source_ids, last_active_at,
       account_start_at, cohort_id)
     select 'k' || g, 'x' || g, 'user' || g || '@example.com', 'User ' || g, 'Department ' || g % 20, 'human', '{1}',
       case when k.ever_active then now() - case when r < 0.7 then r / 0.7 * 90 else 90 + (r - 0.7) / 0.3 * 1000 end * interval '1 day' end,
       now() - (r * 1500 + 1) * interval '1 day', k.cohort_id
     from (select g, random() as r, random() as c, random() as d from generate_series(1, $1::integer) g) as s
     cross join lateral (
       select cohort_id, ever_active from cohorts
       where cohort_id = case when c < 0.03 then 37 when c < 0.05 then 38 else 1 + floor(power(d, 3) * 36)::integer end) as k`,
    [users],
  );
  // Four in five of the users who are quiet for a month are analysed; one in a hundred of those is critical.
  await client.query(`
    insert into user_insights (user_id, risk_level, confidence, source, analysis_hash, insight)
      select user_id, case when r < 0.01 then 'critical' when r < 0.1 then 'high' when r < 0.4 then 'medium' else 'low' end, 0.7,
        'rules', '', '{}'
      from (select user_id, random() as r, random() as a from user_profiles where quiet_since < now() - interval '30 days') as p
      where a < 0.8;
    insert into return_outlooks (user_id, return_probability)
      select user_id, case when quiet_since < now() - interval '30 days' then 0.001 + random() * 0.8 end from user_profiles`);
  for (const table of [
    "user_profiles",
    "user_insights",
    "return_outlooks",
    "dormancy_daily",
    "dormancy_monthly",
    "cohorts",
  ]) {
    await client.query(`vacuum analyze ${schema}.${table}`);
  }
}

async function measure(url: string, users: number): Promise<boolean> {
  const name = `bench_list_${randomBytes(4).toString("hex")}`;
  const root = new pg.Client({ connectionString: url });
  await root.connect();
  await root.query(`create database ${name}`);
  const ownUrl = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const database = await openDatabase({ kind: "postgres", url: ownUrl });
  const tenantId = TenantId.parse(`bench_${randomBytes(4).toString("hex")}`);
  const bare = new pg.Client({ connectionString: ownUrl });
  try {
    await database.admin.preparePlatform();
    await database.admin.createTenant(tenantId);
    await bare.connect();
    await bare.query("set time zone 'UTC'");
    // Vacuum marks pages as visible only once their commit has reached the log; test servers commit without waiting.
    await bare.query("set synchronous_commit = on");
    await populate(bare, schemaOf(tenantId), users);
    return await report(database, bare, tenantId, users);
  } finally {
    await bare.end();
    await database.admin.dropTenant(tenantId);
    await database.close();
    await root.query(`drop database ${name} with (force)`);
    await root.end();
  }
}

async function report(
  database: Awaited<ReturnType<typeof openDatabase>>,
  bare: pg.Client,
  tenantId: TenantId,
  users: number,
): Promise<boolean> {
  const config = loadConfig({}, { DORMANT_DATA_DIR: "/tmp/dormant-bench", DORMANT_LOG_LEVEL: "silent" });
  const services = await createServices(config, {
    database,
    logger: silentLogger,
    verifier: {
      verify: async () => ({ tenant: tenantId, subject: "bench", scopes: new Set(["insights:read"]) }),
    } as never,
  });
  // Worked out every time: what is remembered is measured by list-cached.ts.
  const app = createApp(services, { routes: productRoutes({ ...services, answers: undefined }) });
  const path = "/profile360/insights/dormant-users?inactive_days=30";
  const get = async (query: string) => {
    const response = await app.request(`${path}${query}`, { headers: { authorization: "Bearer bench" } });
    const body = (await response.json()) as { next_cursor: string; total: number; items: unknown[] };
    if (response.status !== 200 || body.items.length === 0) throw new Error(`${query}: ${response.status}`);
    return body;
  };
  const { total } = await get("");
  const skip = Math.min(DEEP, Math.floor(total * 0.6));
  const { next_cursor: cursor } = await get(`&skip=${skip - 50}`);
  const { next_cursor: byRisk } = await get(`&sort=risk&skip=${skip - 50}`);
  const bareTx = bareTransaction(bare, schemaOf(tenantId));
  const inRole = (request: object) =>
    database.withTenant(tenantId, (tx) => listDormantUsers(tx, { inactiveDays: 30, ...request }, Date.now()), {
      readOnly: true,
      isolation: "repeatable read",
    });

  console.log(`\n${users} users, ${total} dormant, ${skip} rows deep; ${ROUNDS} rounds in turns`);
  let kept = true;
  for (const [label, request, query] of [
    ["first page", {}, ""],
    ["deep by cursor", { cursor }, `&cursor=${cursor}`],
    ["deep by skip", { skip }, `&skip=${skip}`],
    ["by risk", { sort: "risk" }, "&sort=risk"],
    ["by risk, cursor", { sort: "risk", cursor: byRisk }, `&sort=risk&cursor=${byRisk}`],
    ["critical ones", { filter: { riskLevels: ["critical"] } }, "&risk_level=critical"],
    ["by return", { sort: "return_probability" }, "&sort=return_probability"],
  ] as const) {
    const times = await timeInTurns(
      {
        bare: () => listDormantUsers(bareTx, { inactiveDays: 30, ...request }, Date.now()),
        role: () => inRole(request),
        handler: () => get(query),
      },
      ROUNDS,
    );
    const ratio = times.role.p95 / times.bare.p95;
    kept &&= ratio <= RATIO_LIMIT && times.handler.p95 < HANDLER_LIMIT_MS;
    console.log(
      `  ${label.padEnd(16)} bare p50 ${times.bare.p50.toFixed(2)} p95 ${times.bare.p95.toFixed(2)} ms | ` +
        `in role p50 ${times.role.p50.toFixed(2)} p95 ${times.role.p95.toFixed(2)} ms, ratio of p95 ${verdict(ratio, RATIO_LIMIT)} | ` +
        `handler p50 ${times.handler.p50.toFixed(2)} p95 ${verdict(times.handler.p95, HANDLER_LIMIT_MS)} ms`,
    );
  }
  return kept;
}

const url = process.env.DATABASE_URL;
if (url === undefined) {
  console.error("set DATABASE_URL to a PostgreSQL server on which databases may be created");
  process.exit(2);
}
const sizes = process.argv.slice(2).map(Number);
console.log(machine());
let kept = true;
for (const users of sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000]) kept = (await measure(url, users)) && kept;
process.exitCode = kept ? 0 : 1;
