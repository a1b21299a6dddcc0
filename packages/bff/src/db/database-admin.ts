import type { TenantId } from "@dormant-users/shared-types";
import type { Connections } from "./connections.ts";
import {
  buildEmbeddingIndex,
  dropEmbeddingIndex,
  type EmbeddingIndex,
  type EmbeddingSpace,
} from "./embedding-index.ts";
import { analyzeTenant } from "./maintenance.ts";
import { type MigrateOptions, type MigrationReport, migrateAll } from "./migrations/migrate-all.ts";
import { type Migration, readMigrations } from "./migrations/migration-files.ts";
import { findVectorVersion, preparePlatform } from "./platform.ts";
import { createTenant, dropTenant, listTenants, type Tenant } from "./tenants.ts";

/** Work on tenants rather than in one. */
export interface DatabaseAdmin {
  /** Makes the roles and pgvector where they are missing. Idempotent. @throws {PlatformNotPreparedError} */
  preparePlatform(): Promise<void>;
  /** Of pgvector; undefined where the database lacks it. */
  findVectorVersion(): Promise<string | undefined>;
  /** The migrations this program knows, in order. */
  listMigrations(): Promise<readonly Migration[]>;
  /** @throws {TenantExistsError} when it is there already */
  createTenant(tenantId: TenantId): Promise<void>;
  listTenants(): Promise<readonly Tenant[]>;
  /** @throws {TenantNotFoundError} when it is not there */
  dropTenant(tenantId: TenantId): Promise<{ roleKept: boolean }>;
  /** Up or down to a version, over some tenants or all; goes on when one fails. Each tenant's fate is in the report. */
  migrate(options?: MigrateOptions): Promise<MigrationReport>;
  /** VACUUM and ANALYZE of a tenant's tables; call it after large ingests. */
  analyze(tenantId: TenantId): Promise<void>;
  /** Builds or rebuilds a vector index while the earlier one serves; false where another process is at it. */
  buildEmbeddingIndex(tenantId: TenantId, index: EmbeddingIndex): Promise<boolean>;
  dropEmbeddingIndex(tenantId: TenantId, space: EmbeddingSpace): Promise<void>;
}

export function createAdmin(connections: Connections, migrationsDirectory: string): DatabaseAdmin {
  let read: Promise<readonly Migration[]> | undefined;
  const migrations = () => {
    read ??= readMigrations(migrationsDirectory);
    return read;
  };
  return {
    preparePlatform: () => preparePlatform(connections),
    findVectorVersion: () => findVectorVersion(connections),
    listMigrations: migrations,
    createTenant: async (tenantId) => createTenant(connections, await migrations(), tenantId),
    listTenants: () => listTenants(connections),
    dropTenant: (tenantId) => dropTenant(connections, tenantId),
    migrate: async (options) => migrateAll(connections, await migrations(), options),
    analyze: (tenantId) => analyzeTenant(connections, tenantId),
    buildEmbeddingIndex: (tenantId, index) => buildEmbeddingIndex(connections, tenantId, index),
    dropEmbeddingIndex: (tenantId, space) => dropEmbeddingIndex(connections, tenantId, space),
  };
}
