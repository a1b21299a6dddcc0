export type { Database, DatabaseConfig, DatabaseHealth, DatabaseOptions, TenantDatabase } from "./database.ts";
export { openDatabase } from "./database.ts";
export type { DatabaseAdmin } from "./database-admin.ts";
export { DataDirectoryVersionError } from "./embedded/data-directory.ts";
export { type Opened, openOrDelegate } from "./embedded/open-or-delegate.ts";
export {
  type CommandHandler,
  type CommandOutput,
  type OwnerChannel,
  startOwnerChannel,
} from "./embedded/owner-channel.ts";
export { type OwnerListener, sendToOwner } from "./embedded/owner-client.ts";
export {
  DirectoryOwnedError,
  OwnerLostError,
  OwnerProtocolError,
  OwnerUnreachableError,
} from "./embedded/owner-errors.ts";
export type { OwnerRequest } from "./embedded/owner-protocol.ts";
export {
  DatabaseError,
  type DatabaseErrorKind,
  DatabaseUsageError,
  PlatformNotPreparedError,
  TenantExistsError,
  TenantNotFoundError,
  UnexpectedRowCountError,
} from "./errors.ts";
export { MigrationDriftError } from "./migrations/ledger.ts";
export type { MigrateOptions, MigrationReport, TenantMigration } from "./migrations/migrate-all.ts";
export { MigrationFailedError, type MigrationStep } from "./migrations/migrate-tenant.ts";
export { type Migration, MigrationFileError } from "./migrations/migration-files.ts";
export { defineQuery, type Query } from "./query.ts";
export { type SchemaName, schemaOf } from "./tenant-schema.ts";
export type { QueryEvent, TenantTransaction, TenantTransactionOptions } from "./tenant-transaction.ts";
export type { Tenant } from "./tenants.ts";
