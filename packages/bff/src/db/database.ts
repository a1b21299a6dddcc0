import { fileURLToPath } from "node:url";
import type { TenantId } from "@dormant-users/shared-types";
import type { Connections } from "./connections.ts";
import { createAdmin, type DatabaseAdmin } from "./database-admin.ts";
import { openDirectory, openMemory } from "./embedded/open-directory.ts";
import { openPostgres, type PostgresConfig } from "./postgres/open-postgres.ts";
import type { Query, QueryInput } from "./query.ts";
import { askAsTenant } from "./tenant-statement.ts";
import {
  atMostOne,
  type QueryEvent,
  runTenantTransaction,
  type TenantTransaction,
  type TenantTransactionOptions,
} from "./tenant-transaction.ts";
import { listTenantIds } from "./tenants.ts";

/** An embedded database in this process: a directory it owns, or nothing but memory. */
export interface EmbeddedConfig {
  readonly kind: "embedded";
  readonly directory: string | "memory";
  /** Told what takes long (a directory's creation takes seconds), for a person who waits. */
  readonly onProgress?: (message: string) => void;
  /** How long to wait for another process that is working on the directory. Default 20 s. */
  readonly waitMs?: number;
}

export interface DatabaseOptions {
  /** Longest time for one statement of a tenant; 0 is no limit. Default 30 s. */
  readonly statementTimeoutMs?: number;
  /** Told of every tenant statement, after it. */
  readonly onQuery?: (event: QueryEvent) => void;
  /** Where V001__….sql lie. Default: beside this package's sources. */
  readonly migrationsDirectory?: string;
}

export type DatabaseConfig = (EmbeddedConfig | PostgresConfig) & DatabaseOptions;

/** What a feature gets: access to one tenant at a time and to nothing else. */
export interface TenantDatabase {
  /** Runs `work` in one transaction in the tenant's role; commits what it returns, rolls back what it throws. */
  withTenant<T>(
    tenantId: TenantId,
    work: (tx: TenantTransaction) => Promise<T>,
    options?: TenantTransactionOptions,
  ): Promise<T>;
  /** One read-only query in the tenant's role, in one round trip where the engine can. */
  read<Input, Row>(tenantId: TenantId, query: Query<Input, Row>, ...input: QueryInput<Input>): Promise<Row[]>;
  /** As `read`, for a query that gives at most one row. @throws {UnexpectedRowCountError} when it gives more */
  readOne<Input, Row>(
    tenantId: TenantId,
    query: Query<Input, Row>,
    ...input: QueryInput<Input>
  ): Promise<Row | undefined>;
  /** One query that may write, committed when its rows are here; in one round trip where the engine can. */
  write<Input, Row>(tenantId: TenantId, query: Query<Input, Row>, ...input: QueryInput<Input>): Promise<Row[]>;
}

export interface DatabaseHealth {
  readonly ok: boolean;
  readonly latencyMs: number;
  readonly error?: unknown;
}

export interface Database extends TenantDatabase {
  readonly engine: "embedded" | "postgres";
  /** For jobs that go through tenants. Needs no power, where `admin` needs the login of migrations. */
  listTenantIds(): Promise<readonly TenantId[]>;
  /** Tenants, migrations, maintenance. For entry points and jobs; features get a {@link TenantDatabase}. */
  readonly admin: DatabaseAdmin;
  /** Whether the database answers now. Never throws. */
  health(): Promise<DatabaseHealth>;
  close(): Promise<void>;
}

const DEFAULT_STATEMENT_TIMEOUT_MS = 30_000;
const MIGRATIONS = fileURLToPath(new URL("../../migrations/", import.meta.url));

/** Opens the database a configuration names. On PostgreSQL nothing is connected until it is needed. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const connections = config.kind === "postgres" ? openPostgres(config) : await openEmbedded(config);
  return databaseOver(connections, config);
}

async function openEmbedded(config: EmbeddedConfig): Promise<Connections> {
  return config.directory === "memory" ? openMemory() : openDirectory(config.directory, config);
}

/** The public face over any connections; {@link openDatabase} is the usual way to it. */
export function databaseOver(connections: Connections, options: DatabaseOptions = {}): Database {
  const access = {
    connections,
    statementTimeoutMs: options.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS,
    observe: options.onQuery ?? (() => {}),
  };
  return {
    engine: connections.engine,
    admin: createAdmin(connections, options.migrationsDirectory ?? MIGRATIONS),
    listTenantIds: () => listTenantIds(connections),
    withTenant: (tenantId, work, settings) => runTenantTransaction(access, tenantId, work, settings),
    read: (tenantId, query, ...input) => askAsTenant(access, tenantId, { readOnly: true }, query, ...input),
    readOne: async (tenantId, query, ...input) =>
      atMostOne(query.name, await askAsTenant(access, tenantId, { readOnly: true }, query, ...input)),
    write: (tenantId, query, ...input) => askAsTenant(access, tenantId, { readOnly: false }, query, ...input),
    health: () => checkHealth(connections),
    close: () => connections.close(),
  };
}

async function checkHealth(connections: Connections): Promise<DatabaseHealth> {
  const startedAt = performance.now();
  try {
    const lease = await connections.tenant();
    try {
      await lease.client.query("select 1");
      lease.giveBack();
    } catch (error) {
      await lease.discard();
      throw error;
    }
    return { ok: true, latencyMs: performance.now() - startedAt };
  } catch (error) {
    return { ok: false, latencyMs: performance.now() - startedAt, error };
  }
}
