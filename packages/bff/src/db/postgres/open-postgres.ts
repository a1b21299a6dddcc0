import pg from "pg";
import type { Connections, Lease } from "../connections.ts";
import { PlatformNotPreparedError } from "../errors.ts";
import { POOL_ROLE } from "../roles.ts";
import { toDatabaseError } from "../sqlstate.ts";
import { standsWithoutPower } from "./login-power.ts";
import { prepareRoles } from "./role-query.ts";
import { clientConfigOf, openingOf, type PostgresAccess, standDownOf } from "./session.ts";

export interface PostgresConfig extends PostgresAccess {
  readonly kind: "postgres";
  readonly url: string;
  /** The login for migrations and tenants; `url` where absent. */
  readonly adminUrl?: string;
  /** As `password`, for the login of `adminUrl`. */
  readonly adminPassword?: () => Promise<string>;
  /** Connections for tenants' work. Default 10. */
  readonly poolSize?: number;
  /** A connection ends after so many uses: prepared statements, one per tenant and query, grow its backend. */
  readonly maxUses?: number;
}

/** Connections to a PostgreSQL server. Nothing is connected until it is needed. */
export function openPostgres(config: PostgresConfig): Connections {
  const { adminPassword = config.password } = config;
  const adminAccess = { ...config, ...(adminPassword !== undefined && { password: adminPassword }) };
  const opening = openingOf(config);
  const admin = new pg.Pool({
    ...clientConfigOf(config.adminUrl ?? config.url, adminAccess),
    application_name: "dormant-users admin",
    max: 2,
    allowExitOnIdle: true,
    ...(opening !== "" && { onConnect: (client: pg.ClientBase) => client.query(opening) }),
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
    asksInOneTrip: true,
    pipelines: pipelines(config),
    standDown: standDownOf(config),
    tenant: async () => lease(await tenantPool()),
    admin: () => lease(admin),
    close: async () => {
      const open = await tenants?.catch(() => undefined);
      await Promise.all([admin.end(), open?.end()]);
    },
  };
}

async function openTenantPool(config: PostgresConfig): Promise<pg.Pool> {
  const powerless = await standsWithoutPower(clientConfigOf(config.url, config));
  if (!powerless && config.settings === "by_statement") throw powerfulBehindProxy();
  const pool = new pg.Pool({
    // A login with power of its own is put into the powerless role for the whole session, as RESET ROLE's target too.
    ...clientConfigOf(config.url, config, powerless ? undefined : POOL_ROLE),
    application_name: "dormant-users",
    pipeline: pipelines(config),
    max: config.poolSize ?? 10,
    maxUses: config.maxUses ?? 5000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    onConnect: (client) => client.query(`${openingOf(config)}; ${prepareRoles(powerless ? "none" : POOL_ROLE)}`),
  });
  pool.on("error", ignoreIdleLoss);
  return pool;
}

// No proxy's documents say that it takes a statement ahead of an answer.
function pipelines({ settings }: PostgresConfig): boolean {
  return settings !== "by_statement";
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

// RESET ROLE would take its sessions back to the login, which there is no start to change.
function powerfulBehindProxy(): PlatformNotPreparedError {
  return new PlatformNotPreparedError(
    `behind a proxy the login of DATABASE_URL must have no power of its own: grant it nothing but ` +
      `"GRANT ${POOL_ROLE} TO login WITH INHERIT FALSE, SET TRUE"`,
  );
}
