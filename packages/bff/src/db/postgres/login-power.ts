import pg from "pg";
import { PlatformNotPreparedError } from "../errors.ts";
import { OWNER_ROLE, POOL_ROLE } from "../roles.ts";
import { toDatabaseError } from "../sqlstate.ts";

export const OLDEST_SERVER = 160_000;

interface Login {
  version: number;
  prepared: boolean;
  vector: boolean;
  powerful: boolean;
}

// 'usage' of a role means its rights without SET ROLE, which is what the pool's login must not have.
const LOGIN = `
  select current_setting('server_version_num')::int as version,
         exists (select from pg_roles where rolname = '${POOL_ROLE}') as prepared,
         exists (select from pg_extension where extname = 'vector') as vector,
         (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
         or exists (select from pg_roles
                    where (rolname like 'tenant\\_%' or rolname = '${OWNER_ROLE}') and pg_has_role(oid, 'usage')) as powerful`;

/**
 * Whether a login has no right of its own to anything of a tenant.
 *
 * @throws {PlatformNotPreparedError} when the server is too old or not prepared
 */
export async function standsWithoutPower(settings: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Login>(LOGIN);
    const [login] = rows;
    if (login === undefined) return false;
    if (login.version < OLDEST_SERVER) throw tooOld(login.version);
    if (!login.prepared || !login.vector) {
      throw new PlatformNotPreparedError('the database is not prepared for tenants: run "dormant migrate" once');
    }
    return !login.powerful;
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** PostgreSQL 16 brought grants that may be taken on but are not inherited, on which isolation stands. */
export function tooOld(version: number): PlatformNotPreparedError {
  return new PlatformNotPreparedError(
    `PostgreSQL 16 or newer is needed; this server is ${Math.floor(version / 10_000)}`,
  );
}
