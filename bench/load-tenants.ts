// A night for many tenants: each is ingested and then led through detect, embed, analyze and store by the handler that the
// state machine calls, so many tenants at once, on a real PostgreSQL against the Bedrock stand-in; then a second night after
// one user in twenty changed. Usage:
//   DATABASE_URL=postgres://… node bench/load-tenants.ts [--tenants 100] [--users 1000] [--dormant 200] [--at-once 4]
//     [--latency-ms 0]
// Prints execution times, Bedrock's calls, the dearest queries, the vector search, and what a tenant stores. Exit code 1 where
// a run does not succeed.
import { parseArgs } from "node:util";
import { StoredRun, type TenantId } from "@dormant-users/shared-types";
import type { Services } from "../packages/bff/src/composition/services.ts";
import { schemaOf } from "../packages/bff/src/db/index.ts";
import { handleAnalysisEvent } from "../packages/bff/src/features/analysis-jobs/index.ts";
import { getMonthlySpend } from "../packages/bff/src/features/spending/index.ts";
import type { Member } from "../packages/bff/src/samples/provider-objects.ts";
import { seededRandom } from "../packages/bff/src/samples/random.ts";
import { type BenchDatabase, withBenchDatabase } from "./bench-database.ts";
import { machine, percentile } from "./measure.ts";
import { benchServices, DAY_MS, ingestMembers, officeMembers } from "./office-tenant.ts";
import { QueryTimes } from "./query-times.ts";
import { startStandInProcess } from "./stand-in-process.ts";

const CHANGED_SHARE = 0.05;
const STEPS = ["detect", "embed", "analyze", "store"] as const;
type Step = (typeof STEPS)[number];
const { values } = parseArgs({
  options: {
    tenants: { type: "string", default: "100" },
    users: { type: "string", default: "1000" },
    dormant: { type: "string", default: "200" },
    "at-once": { type: "string", default: "4" },
    "latency-ms": { type: "string", default: "0" },
  },
});
const count = Number(values.tenants);
const [users, dormant] = [Number(values.users), Number(values.dormant)];
const atOnce = Number(values["at-once"]);

interface Tenant {
  readonly id: TenantId;
  members: readonly Member[];
}

const queries = new QueryTimes();
const standIn = await startStandInProcess(Number(values["latency-ms"]));
try {
  await withBenchDatabase(
    async (bench) => {
      console.log(`${machine()}\n${count} tenants of ${users} users, ${dormant} dormant; ${atOnce} tenants at once`);
      let nowMs = Date.now() - DAY_MS;
      const services = await benchServices(
        bench.database,
        { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "titan-v2" },
        { now: () => nowMs },
      );
      const tenants: Tenant[] = [];
      const creating: number[] = [];
      for (let at = 0; at < count; at += 1) {
        const startedAt = performance.now();
        const id = await bench.createTenant();
        creating.push(performance.now() - startedAt);
        tenants.push({ id, members: officeMembers({ users, dormant, nowMs, seed: at + 1 }) });
      }
      console.log(`making a tenant: ${spread(creating)} ms`);
      await night("first night, everything new", services, tenants, nowMs);
      nowMs += DAY_MS;
      for (const tenant of tenants) tenant.members = withChanges(tenant.members);
      await night("second night, one user in twenty changed", services, tenants, nowMs);
      await tellStorage(bench, tenants);
      console.log(machine());
      await services.close();
    },
    { onQuery: (event) => queries.add(event) },
  );
} finally {
  standIn.stop();
}

async function night(name: string, services: Services, tenants: readonly Tenant[], nowMs: number): Promise<void> {
  console.log(`\n${name}`);
  const ingesting: number[] = [];
  queries.clear();
  await inLanes(tenants, async ({ id, members }) => {
    ingesting.push(await timed(() => ingestMembers(services, id, members, nowMs)));
  });
  console.log(
    `  taking in a tenant: ${spread(ingesting)} ms; ${queries.busySeconds(count).toFixed(2)} s of queries each`,
  );
  queries.clear();
  const steps: Record<Step, number[]> = { detect: [], embed: [], analyze: [], store: [] };
  const runs: StoredRun[] = [];
  const tookMs = await timed(() =>
    inLanes(tenants, async ({ id }) => {
      runs.push(await lead(services, id, steps));
    }),
  );
  const sum = (of: (run: StoredRun) => number) => runs.reduce((total, run) => total + of(run), 0);
  const failed = runs.filter(({ status }) => status !== "succeeded").length;
  console.log(
    `  ${(tookMs / 1_000).toFixed(1)} s for all, ${(tookMs / count).toFixed(0)} ms a tenant; ${failed} runs not succeeded`,
  );
  for (const step of STEPS) console.log(`  ${step.padEnd(8)} ${spread(steps[step])} ms`);
  const { questions, texts } = await callsOf(services, tenants);
  console.log(
    `  ${sum(({ analysed }) => analysed)} analysed, ${sum(({ unchanged }) => unchanged)} unchanged, ${sum(({ by_source }) => by_source.model)} by the model; ` +
      `Bedrock so far: ${questions} questions, ${texts} calls for embeddings, each with up to ten texts; $${(sum(({ cost_usd }) => cost_usd) / count).toFixed(4)} a tenant this night`,
  );
  console.log(`  ${queries.busySeconds(count).toFixed(2)} s of queries a tenant, of them:`);
  for (const line of queries.dearest(6)) console.log(`    ${line}`);
  console.log(`  vector search, a batch of up to 100 users: ${queries.describe("insights.list_nearest")}`);
  if (failed > 0) process.exitCode = 1;
}

/** As the state machine does. */
async function lead(services: Services, tenant: TenantId, steps: Record<Step, number[]>): Promise<StoredRun> {
  const jobs = { ...services, listTenantIds: services.database.listTenantIds, jobs: undefined };
  const signal = AbortSignal.timeout(900_000);
  const call = async (step: Step, event: object): Promise<Record<string, unknown>> => {
    const startedAt = performance.now();
    const answer = await handleAnalysisEvent(jobs, { step, tenant, ...event }, signal);
    steps[step].push(performance.now() - startedAt);
    return answer as unknown as Record<string, unknown>;
  };
  const { run_id } = await call("detect", {});
  while ((await call("embed", { run_id })).done !== true);
  while ((await call("analyze", { run_id })).done !== true);
  return StoredRun.parse(await call("store", { run_id }));
}

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function spread(times: readonly number[]): string {
  return `p50 ${percentile(times, 0.5).toFixed(0)} p95 ${percentile(times, 0.95).toFixed(0)}`;
}

function withChanges(members: readonly Member[]): Member[] {
  const random = seededRandom(members.length);
  return members.map((member) =>
    random() < CHANGED_SHARE
      ? { ...member, person: { ...member.person, mfaEnrolled: !member.person.mfaEnrolled } }
      : member,
  );
}

async function callsOf(
  { database, now }: Services,
  tenants: readonly Tenant[],
): Promise<{ questions: number; texts: number }> {
  const total = { questions: 0, texts: 0 };
  for (const { id } of tenants) {
    const { byModel } = await database.withTenant(id, (tx) => getMonthlySpend(tx, now()), { readOnly: true });
    for (const { modelId, calls } of byModel) {
      total[modelId.includes("embed") ? "texts" : "questions"] += calls;
    }
  }
  return total;
}

async function tellStorage({ bare }: BenchDatabase, tenants: readonly Tenant[]): Promise<void> {
  const [first] = tenants;
  if (first === undefined) return;
  const { rows } = await bare.query<{ name: string; kb: number }>(
    `select c.relname as name, pg_total_relation_size(c.oid)::float8 / 1024 as kb from pg_class c
     where c.relnamespace = $1::regnamespace and c.relkind = 'r' order by kb desc`,
    [schemaOf(first.id)],
  );
  const relations = await bare.query<{ count: number }>(
    "select count(*)::integer from pg_class where relnamespace = $1::regnamespace",
    [schemaOf(first.id)],
  );
  const totalKb = rows.reduce((sum, { kb }) => sum + kb, 0);
  const largest = rows.slice(0, 8).map(({ name, kb }) => `${name} ${kb.toFixed(0)}`);
  console.log(
    `\na tenant stores ${(totalKb / 1_024).toFixed(1)} MB in ${relations.rows[0]?.count} tables and indexes; KB: ${largest.join(", ")}`,
  );
}
