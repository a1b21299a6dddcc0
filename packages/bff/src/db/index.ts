export type { Database, TenantDatabase } from "./database.ts";
export { openDatabase } from "./database.ts";
export type { DatabaseAdmin } from "./database-admin.ts";
export { DataDirectoryError } from "./embedded/data-directory.ts";
export { openOrDelegate } from "./embedded/open-or-delegate.ts";
export { startOwnerChannel } from "./embedded/owner-channel.ts";
export {
  DirectoryOwnedError,
  OwnerLostError,
  OwnerProtocolError,
  OwnerUnreachableError,
} from "./embedded/owner-errors.ts";
export { type EmbeddingIndex, type EmbeddingSpace, embeddingIndexName, listsFor } from "./embedding-index.ts";
export {
  DatabaseError,
  type DatabaseErrorKind,
  PlatformNotPreparedError,
  TenantExistsError,
  TenantNotFoundError,
} from "./errors.ts";
export { MigrationDriftError } from "./migrations/ledger.ts";
export { MigrationFailedError } from "./migrations/migrate-tenant.ts";
export { MigrationFileError } from "./migrations/migration-files.ts";
export { defineQuery, type Query, type QueryInput } from "./query.ts";
export { type SchemaName, schemaOf } from "./tenant-schema.ts";
export type { TenantTransaction } from "./tenant-transaction.ts";
export type { Tenant } from "./tenants.ts";
export { withRetries } from "./with-retries.ts";
