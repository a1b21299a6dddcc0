import type { TenantId } from "@dormant-users/shared-types";
import type pg from "pg";
import { type AdminOptions, withAdmin } from "../admin-transaction.ts";
import type { Connections } from "../connections.ts";
import { DatabaseUsageError, TenantNotFoundError } from "../errors.ts";
import { type SchemaName, schemaOf } from "../tenant-schema.ts";
import { readLedger, recordApplied, recordUndone, versionOf } from "./ledger.ts";
import { forTenant, type Migration } from "./migration-files.ts";

/** A step that was taken, or would be. */
export interface MigrationStep {
  readonly tenantId: TenantId;
  readonly direction: "up" | "undo";
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** A migration failed on one tenant. Its transaction was rolled back: the tenant stands where it stood before. */
export class MigrationFailedError extends Error {
  override readonly name = "MigrationFailedError";

  constructor(schema: SchemaName, migration: Migration, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`V${migration.version} ${migration.name} failed on ${schema}: ${reason}`, { cause });
  }
}

/**
 * Brings one tenant to a version, up or down, each step in a transaction of its own together with its ledger row. A
 * migrator that comes at the same time waits and finds nothing left to do.
 *
 * @param target version to reach; 0 undoes everything
 * @param onStep told of each step once it is committed
 */
export async function migrateTenant(
  connections: Connections,
  migrations: readonly Migration[],
  tenantId: TenantId,
  target: number,
  onStep: (step: MigrationStep) => void,
  options: AdminOptions = {},
): Promise<void> {
  for (;;) {
    const step = await withAdmin(connections, (client) => takeStep(client, migrations, tenantId, target), options);
    if (step === undefined) return;
    onStep(step);
  }
}

/** The steps {@link migrateTenant} would take. Touches nothing. */
export async function planTenant(
  connections: Connections,
  migrations: readonly Migration[],
  tenantId: TenantId,
  target: number,
): Promise<readonly MigrationStep[]> {
  return withAdmin(connections, async (client) => {
    const steps: MigrationStep[] = [];
    let version = await currentVersion(client, migrations, tenantId);
    for (let step = nextStep(migrations, tenantId, version, target); step !== undefined; ) {
      steps.push(step);
      version = step.direction === "up" ? step.version : step.version - 1;
      step = nextStep(migrations, tenantId, version, target);
    }
    return steps;
  });
}

/** Applies every migration inside the caller's transaction: a new tenant is whole or not there. */
export async function applyAll(client: pg.ClientBase, migrations: readonly Migration[], schema: SchemaName) {
  for (const migration of migrations) await applyUp(client, migration, schema);
}

async function takeStep(client: pg.ClientBase, migrations: readonly Migration[], tenantId: TenantId, target: number) {
  await lockTenant(client, tenantId);
  const step = nextStep(migrations, tenantId, await currentVersion(client, migrations, tenantId), target);
  if (step === undefined) return undefined;
  const migration = migrationAt(migrations, step.version);
  if (step.direction === "up") await applyUp(client, migration, schemaOf(tenantId));
  else await applyUndo(client, migration, schemaOf(tenantId));
  return step;
}

/** Holds until the transaction ends; a tenant's creation, migration and removal exclude each other. */
export async function lockTenant(client: pg.ClientBase, tenantId: TenantId): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('dormant-users tenant ' || $1, 0))", [tenantId]);
}

async function currentVersion(client: pg.ClientBase, migrations: readonly Migration[], tenantId: TenantId) {
  const schema = schemaOf(tenantId);
  const { rows } = await client.query("select to_regclass($1) as ledger", [`${schema}.schema_migrations`]);
  if (rows[0]?.ledger == null) throw new TenantNotFoundError(tenantId);
  return versionOf(await readLedger(client, schema), migrations);
}

function nextStep(
  migrations: readonly Migration[],
  tenantId: TenantId,
  version: number,
  target: number,
): MigrationStep | undefined {
  if (version === target) return undefined;
  const direction = version < target ? "up" : "undo";
  const migration = migrationAt(migrations, direction === "up" ? version + 1 : version);
  const sql = forTenant(direction === "up" ? migration.up : migration.undo, schemaOf(tenantId));
  return { tenantId, direction, version: migration.version, name: migration.name, sql };
}

function migrationAt(migrations: readonly Migration[], version: number): Migration {
  const migration = migrations[version - 1];
  if (migration === undefined) throw new DatabaseUsageError(`there is no migration V${version}`);
  return migration;
}

async function applyUp(client: pg.ClientBase, migration: Migration, schema: SchemaName): Promise<void> {
  const startedAt = performance.now();
  await runScript(client, migration, migration.up, schema);
  await recordApplied(client, schema, migration, performance.now() - startedAt);
}

async function applyUndo(client: pg.ClientBase, migration: Migration, schema: SchemaName): Promise<void> {
  await runScript(client, migration, migration.undo, schema);
  await recordUndone(client, schema, migration.version);
}

// pg_temp last: otherwise a temporary table of the session would be found before the tenant's own.
async function runScript(client: pg.ClientBase, migration: Migration, sql: string, schema: SchemaName): Promise<void> {
  await client.query(`set local search_path = ${schema}, public, pg_temp`);
  try {
    await client.query(forTenant(sql, schema));
  } catch (error) {
    throw new MigrationFailedError(schema, migration, error);
  }
}
