import type { TenantId } from "@dormant-users/shared-types";
import type { Connections } from "../connections.ts";
import { DatabaseUsageError } from "../errors.ts";
import { listTenants } from "../tenants.ts";
import { type MigrationStep, migrateTenant, planTenant } from "./migrate-tenant.ts";
import type { Migration } from "./migration-files.ts";

export interface MigrateOptions {
  /** Default: every tenant of the database. */
  readonly tenants?: readonly TenantId[];
  /** Version to reach, up or down; default the newest. */
  readonly target?: number;
  /** Says what would be done and touches nothing. */
  readonly dryRun?: boolean;
  readonly lockTimeoutMs?: number;
  readonly onTenant?: (result: TenantMigration) => void;
}

/** What became of one tenant. With an error, `steps` are those taken before it; they stand. */
export interface TenantMigration {
  readonly tenantId: TenantId;
  readonly steps: readonly MigrationStep[];
  readonly error?: unknown;
}

export interface MigrationReport {
  readonly target: number;
  readonly tenants: readonly TenantMigration[];
  readonly failed: number;
}

/**
 * Migrates tenants one after the other. One that fails is reported and the others go on.
 *
 * @throws {DatabaseUsageError} when the target is no version
 */
export async function migrateAll(
  connections: Connections,
  migrations: readonly Migration[],
  options: MigrateOptions = {},
): Promise<MigrationReport> {
  const target = options.target ?? migrations.length;
  if (!Number.isInteger(target) || target < 0 || target > migrations.length) {
    throw new DatabaseUsageError(`there is no version ${target}: versions are 0 to ${migrations.length}`);
  }
  const ids = options.tenants ?? (await listTenants(connections)).map((tenant) => tenant.tenantId);
  const results: TenantMigration[] = [];
  for (const tenantId of ids) {
    const result = await migrateOne(connections, migrations, tenantId, target, options);
    options.onTenant?.(result);
    results.push(result);
  }
  return { target, tenants: results, failed: results.filter((result) => result.error !== undefined).length };
}

async function migrateOne(
  connections: Connections,
  migrations: readonly Migration[],
  tenantId: TenantId,
  target: number,
  options: MigrateOptions,
): Promise<TenantMigration> {
  const lock = options.lockTimeoutMs === undefined ? {} : { lockTimeoutMs: options.lockTimeoutMs };
  const steps: MigrationStep[] = [];
  try {
    if (options.dryRun) steps.push(...(await planTenant(connections, migrations, tenantId, target)));
    else await migrateTenant(connections, migrations, tenantId, target, (step) => steps.push(step), lock);
    return { tenantId, steps };
  } catch (error) {
    return { tenantId, steps, error };
  }
}
