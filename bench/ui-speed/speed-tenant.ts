import { TenantId } from "@dormant-users/shared-types";
import pg from "pg";
import { openDatabase } from "../../packages/bff/src/db/index.ts";
import { executeRun, findLatestRuns, startRun } from "../../packages/bff/src/features/runs/index.ts";
import { serverUrl } from "../bench-database.ts";
import { benchServices, ingestMembers, officeMembers } from "../office-tenant.ts";

const DATABASE = "bench_ui_speed";
/** Roles belong to the whole server: not a name that anybody else would give a tenant. */
export const TENANT = TenantId.parse(DATABASE);
const USERS = 20_000;
const DORMANT = 10_000;

/**
 * A tenant of 20,000 users, 10,000 of them dormant and each of those with an insight by the rules, in a database of its own.
 * Taking it in and analysing it takes minutes: it is made once and kept, and made anew where it is not whole.
 *
 * @returns the database's address
 */
export async function keptTenant(say: (text: string) => void): Promise<string> {
  const server = serverUrl();
  const url = Object.assign(new URL(server), { pathname: `/${DATABASE}` }).href;
  const root = new pg.Client({ connectionString: server });
  await root.connect();
  try {
    const { rowCount } = await root.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await root.query(`create database ${DATABASE}`);
  } finally {
    await root.end();
  }
  const database = await openDatabase({ kind: "postgres", url });
  const services = await benchServices(database, { DORMANT_ANALYST: "rules", DORMANT_EMBEDDER: "local" });
  try {
    await database.admin.preparePlatform();
    if ((await database.listTenantIds()).includes(TENANT)) {
      await database.admin.migrate({ tenants: [TENANT] });
      const { last } = await database.withTenant(TENANT, findLatestRuns, { readOnly: true });
      if (last?.status === "succeeded") return url;
      await database.admin.dropTenant(TENANT);
    }
    say(`making a tenant of ${USERS} users, ${DORMANT} dormant, once`);
    await database.admin.createTenant(TENANT);
    const nowMs = Date.now();
    await ingestMembers(services, TENANT, officeMembers({ users: USERS, dormant: DORMANT, nowMs }), nowMs);
    say("taken in; the rules analyse it");
    const { run } = await startRun(database, TENANT, { requestedBy: "bench" });
    const ended = await executeRun(services, TENANT, run.id, { signal: AbortSignal.timeout(1_800_000) });
    if (ended.status !== "succeeded" || ended.analysed !== DORMANT) {
      throw new Error(`the run ${ended.status}: ${ended.analysed} of ${DORMANT} users analysed`);
    }
    return url;
  } finally {
    await services.close();
  }
}
