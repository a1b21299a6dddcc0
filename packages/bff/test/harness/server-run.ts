import { randomBytes } from "node:crypto";
import pg from "pg";
import { preparePlatform } from "../../src/db/platform.ts";
import { openPostgres } from "../../src/db/postgres/open-postgres.ts";

const PREFIX = "dormant_test_";

/** A run of the tests on a server: its template, and a lock that tells later runs that this one is alive. */
export interface ServerRun {
  readonly runId: string;
  readonly template: string;
  end(): Promise<void>;
}

export async function startServerRun(url: string): Promise<ServerRun> {
  const runId = randomBytes(4).toString("hex");
  const client = new pg.Client({ connectionString: url, application_name: "dormant-users tests" });
  await client.connect();
  await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [runId]);
  await removeDeadRuns(client);
  const template = `${PREFIX}${runId}_template`;
  await client.query(`create database ${template}`);
  const connections = openPostgres({ kind: "postgres", url: urlOf(url, template) });
  await preparePlatform(connections);
  await connections.close();
  return {
    runId,
    template,
    end: async () => {
      await removeRun(client, runId);
      await client.end();
    },
  };
}

/** The server's address with another database in it. */
export function urlOf(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}

/** The name of one file's database. */
export function databaseName(runId: string, token: string): string {
  return `${PREFIX}${runId}_${token}`;
}

// The lock of a run that was killed is free: whatever carries its id is nobody's any more.
async function removeDeadRuns(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ run: string }>(
    `select distinct substring(datname from '^${PREFIX}([0-9a-f]{8})_') as run from pg_database
     where datname ~ '^${PREFIX}[0-9a-f]{8}_'`,
  );
  for (const { run } of rows) {
    const lock = await client.query("select pg_try_advisory_lock(hashtextextended($1, 0)) as dead", [run]);
    if (!lock.rows[0].dead) continue;
    await removeRun(client, run);
    await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [run]);
  }
}

async function removeRun(client: pg.Client, runId: string): Promise<void> {
  const databases = await client.query<{ datname: string }>("select datname from pg_database where datname ~ $1", [
    `^${PREFIX}${runId}_`,
  ]);
  for (const { datname } of databases.rows) await client.query(`drop database if exists ${datname} with (force)`);
  await removeRoles(client, `tenant_t${runId}_`);
}

/** Drops the roles of tenants whose database is gone. */
export async function removeRoles(client: pg.Client, prefix: string): Promise<void> {
  const roles = await client.query<{ rolname: string }>("select rolname from pg_roles where starts_with(rolname, $1)", [
    prefix,
  ]);
  for (const { rolname } of roles.rows) await client.query(`drop role if exists ${rolname}`);
}
