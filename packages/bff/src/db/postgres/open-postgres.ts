import pg from "pg";
import type { Connections, Lease } from "../connections.ts";
import { PlatformNotPreparedError } from "../errors.ts";
import { POOL_ROLE } from "../roles.ts";
import { toDatabaseError } from "../sqlstate.ts";
import { valueParsers } from "../value-parsers.ts";
import { standsWithoutPower } from "./login-power.ts";
import { prepareRoles } from "./role-query.ts";

export interface PostgresConfig {
  readonly kind: "postgres";
  readonly url: string;
  /** The login for migrations and tenants; `url` where absent. */
  readonly adminUrl?: string;
  /** Connections for tenants' work. Default 10. */
  readonly poolSize?: number;
  /** A connection ends after so many uses: prepared statements, one per tenant and query, grow its backend. */
  readonly maxUses?: number;
}

// Fixed by the code, not by the server's or the role's settings: value-parsers.ts needs UTC, and a search path
// without a tenant's schema lets an unqualified table name fail instead of finding somebody's table.
// Compiling a plan takes longer than the tenth of a second that our dearest statements take.
const SESSION = ["-c timezone=UTC", "-c datestyle=ISO", "-c search_path=public", "-c jit=off"];

/** Connections to a PostgreSQL server. Nothing is connected until it is needed. */
export function openPostgres(config: PostgresConfig): Connections {
  const admin = new pg.Pool({
    ...settingsOf(config.adminUrl ?? config.url, SESSION),
    application_name: "dormant-users admin",
    max: 2,
    allowExitOnIdle: true,
  });
  admin.on("error", ignoreIdleLoss);

  let tenants: Promise<pg.Pool> | undefined;
  const tenantPool = (): Promise<pg.Pool> => {
    tenants ??= openTenantPool(config).catch((error: unknown) => {
      tenants = undefined;
      throw error;
    });
    return tenants;
  };

  return {
    engine: "postgres",
    readsInOneTrip: true,
    // Back to what the connection began with; RESET ALL leaves the role alone.
    standDown: "reset all; reset role",
    tenant: async () => lease(await tenantPool()),
    admin: () => lease(admin),
    close: async () => {
      const open = await tenants?.catch(() => undefined);
      await Promise.all([admin.end(), open?.end()]);
    },
  };
}

async function openTenantPool(config: PostgresConfig): Promise<pg.Pool> {
  const powerless = await standsWithoutPower(settingsOf(config.url, SESSION));
  // A login with power of its own is put into the powerless role for the whole session, as RESET ROLE's target too.
  const session = powerless ? SESSION : [...SESSION, `-c role=${POOL_ROLE}`];
  const pool = new pg.Pool({
    ...settingsOf(config.url, session),
    application_name: "dormant-users",
    max: config.poolSize ?? 10,
    maxUses: config.maxUses ?? 5000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    onConnect: (client) => client.query(prepareRoles(powerless ? "none" : POOL_ROLE)),
  });
  pool.on("error", ignoreIdleLoss);
  return pool;
}

// An idle connection that the server closed is replaced by the pool at the next use.
function ignoreIdleLoss(): void {}

async function lease(pool: pg.Pool): Promise<Lease> {
  const client = await pool.connect().catch((error: unknown) => {
    throw notPrepared(error) ?? toDatabaseError(error);
  });
  return {
    client,
    giveBack: () => client.release(),
    discard: async () => client.release(true),
  };
}

function notPrepared(error: unknown): PlatformNotPreparedError | undefined {
  if (error instanceof Error && error.message.includes(`role "${POOL_ROLE}"`)) {
    return new PlatformNotPreparedError(
      `the database has no role ${POOL_ROLE}, or the login may not use it: run "dormant migrate"`,
    );
  }
  return undefined;
}

// The URL's own `options` would replace ours silently; both are wanted.
function settingsOf(url: string, session: readonly string[]): pg.PoolConfig {
  const parsed = new URL(url);
  const own = parsed.searchParams.get("options");
  parsed.searchParams.delete("options");
  const options = [...(own === null ? [] : [own]), ...session].join(" ");
  return { connectionString: parsed.href, options, types: valueParsers };
}
