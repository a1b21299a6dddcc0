import type pg from "pg";
import type { SchemaName } from "../tenant-schema.ts";
import type { Migration } from "./migration-files.ts";

/** What a tenant's ledger says was done to its schema. Version 0 is the tenant's creation. */
export interface LedgerEntry {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: string;
}

/** The ledger and the migration files tell different stories; nothing is changed until a person has decided. */
export class MigrationDriftError extends Error {
  override readonly name = "MigrationDriftError";
}

export async function createLedger(client: pg.ClientBase, schema: SchemaName): Promise<void> {
  await client.query(`
    create table ${schema}.schema_migrations (
      version integer constraint schema_migrations_pk primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default clock_timestamp(),
      duration_ms double precision not null,
      applied_by text not null default session_user
    );
    grant select on ${schema}.schema_migrations to ${schema};
    insert into ${schema}.schema_migrations (version, name, checksum, duration_ms) values (0, 'tenant_created', '', 0)`);
}

export async function readLedger(client: pg.ClientBase, schema: SchemaName): Promise<readonly LedgerEntry[]> {
  const { rows } = await client.query<LedgerEntry>(
    `select version, name, checksum, applied_at as "appliedAt" from ${schema}.schema_migrations order by version`,
  );
  return rows;
}

export async function recordApplied(
  client: pg.ClientBase,
  schema: SchemaName,
  migration: Migration,
  durationMs: number,
): Promise<void> {
  await client.query(
    `insert into ${schema}.schema_migrations (version, name, checksum, duration_ms) values ($1, $2, $3, $4)`,
    [migration.version, migration.name, migration.checksum, durationMs],
  );
}

export async function recordUndone(client: pg.ClientBase, schema: SchemaName, version: number): Promise<void> {
  await client.query(`delete from ${schema}.schema_migrations where version = $1`, [version]);
}

/**
 * The version a tenant stands at.
 *
 * @throws {MigrationDriftError} when an applied migration is unknown or its file has changed since
 */
export function versionOf(ledger: readonly LedgerEntry[], migrations: readonly Migration[]): number {
  const applied = ledger.filter((entry) => entry.version > 0);
  for (const [index, entry] of applied.entries()) {
    const migration = migrations[index];
    if (migration === undefined) {
      throw new MigrationDriftError(
        `the tenant stands at V${entry.version} ${entry.name}, which this program does not know: use a newer release`,
      );
    }
    if (migration.version !== entry.version || migration.checksum !== entry.checksum) {
      throw new MigrationDriftError(
        `V${entry.version} ${entry.name} was changed after it was applied: restore its file and put the change into a new migration`,
      );
    }
  }
  return applied.length;
}
