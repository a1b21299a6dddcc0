import type pg from "pg";
import { withAdminSession } from "./admin-transaction.ts";
import { retryCatalogRaces } from "./catalog-race.ts";
import type { Connections } from "./connections.ts";
import { PlatformNotPreparedError } from "./errors.ts";
import { OLDEST_SERVER, tooOld } from "./postgres/login-power.ts";
import { OWNER_ROLE, POOL_ROLE } from "./roles.ts";
import { sqlStateOf, toDatabaseError } from "./sqlstate.ts";
import { runTransaction } from "./transaction.ts";

interface Found {
  vector_schema: string | null;
  owner_role: boolean;
  pool_role: boolean;
  may_own: boolean;
  may_create: boolean;
  functions_closed: boolean;
}

const VERSION = "select current_setting('server_version_num')::int as version";

const LOOK = `
  select (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
          where e.extname = 'vector') as vector_schema,
         exists (select from pg_roles where rolname = '${OWNER_ROLE}') as owner_role,
         exists (select from pg_roles where rolname = '${POOL_ROLE}') as pool_role,
         coalesce((select pg_has_role(oid, 'set') from pg_roles where rolname = '${OWNER_ROLE}'), false) as may_own,
         coalesce((select has_database_privilege(oid, current_database(), 'create')
                   from pg_roles where rolname = '${OWNER_ROLE}'), false) as may_create,
         exists (select from pg_default_acl where defaclrole = to_regrole('${OWNER_ROLE}')
                 and defaclnamespace = 0 and defaclobjtype = 'f') as functions_closed`;

/**
 * Makes what every tenant needs and the database lacks: pgvector, the owning role and the pool's role. Changes nothing
 * where all is there. The login must be allowed to create roles, and pgvector where it is missing.
 *
 * @throws {PlatformNotPreparedError} saying what an administrator has to do
 */
export async function preparePlatform(connections: Connections): Promise<void> {
  try {
    // "none" is the login itself; embedded, that is the superuser beneath the powerless role.
    const script = { begin: "begin; set local role none", standDown: connections.standDown };
    await retryCatalogRaces(async () => runTransaction(await connections.admin(), script, prepare));
  } catch (error) {
    throw explained(error);
  }
}

/** Of pgvector; undefined where the database lacks it. */
export async function findVectorVersion(connections: Connections): Promise<string | undefined> {
  return withAdminSession(connections, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "select extversion as version from pg_extension where extname = 'vector'",
    );
    return rows[0]?.version;
  });
}

async function prepare(client: pg.ClientBase): Promise<void> {
  const { rows: servers } = await client.query<{ version: number }>(VERSION);
  const version = servers[0]?.version ?? 0;
  if (version < OLDEST_SERVER) throw tooOld(version);
  const { rows } = await client.query<Found>(LOOK);
  const [found] = rows;
  if (found === undefined) throw new PlatformNotPreparedError("the server did not describe itself");
  if (found.vector_schema !== null && found.vector_schema !== "public") {
    throw new PlatformNotPreparedError(
      `pgvector is installed in schema ${found.vector_schema}: run "alter extension vector set schema public"`,
    );
  }
  if (found.vector_schema === null) await client.query("create extension vector with schema public");
  if (!found.owner_role) await client.query(`create role ${OWNER_ROLE} nologin noinherit createrole`);
  if (!found.pool_role) await client.query(`create role ${POOL_ROLE} nologin noinherit`);
  if (!found.may_own) await client.query(`grant ${OWNER_ROLE} to current_user with inherit false, set true`);
  if (!found.may_create) await client.query(grantOnDatabase);
  if (!found.functions_closed) await client.query(CLOSE_FUNCTIONS);
  await client.query("revoke create on schema public from public");
}

// PostgreSQL lets everybody call a new function; here a migration grants what the tenant's role may call.
const CLOSE_FUNCTIONS = `
  set local role ${OWNER_ROLE};
  alter default privileges revoke execute on functions from public;
  set local role none`;

const grantOnDatabase = `
  do $$ begin
    execute format('grant create, temporary on database %I to ${OWNER_ROLE}', current_database());
  end $$`;

function explained(error: unknown): unknown {
  const failure = toDatabaseError(error);
  const state = sqlStateOf(failure instanceof Error ? failure.cause : undefined);
  if (state === "0A000" || state === "58P01" || state === "42704") {
    return new PlatformNotPreparedError("the server has no pgvector: install it (Debian: postgresql-17-pgvector)", {
      cause: error,
    });
  }
  if (state === "42501") {
    return new PlatformNotPreparedError(
      `the login may not prepare the database: give DATABASE_ADMIN_URL a login that can create roles and extensions, ` +
        `or have an administrator run "create extension vector" and create the roles ${OWNER_ROLE} and ${POOL_ROLE}`,
      { cause: error },
    );
  }
  return failure;
}
