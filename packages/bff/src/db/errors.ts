import type { TenantId } from "@dormant-users/shared-types";

/** What went wrong in the database, independent of engine and driver. */
export type DatabaseErrorKind =
  | "unique_violation"
  | "foreign_key_violation"
  | "check_violation"
  | "not_null_violation"
  | "invalid_value"
  | "serialization_failure"
  | "deadlock"
  | "lock_timeout"
  | "statement_timeout"
  | "connection_lost"
  | "too_many_connections"
  | "out_of_space"
  | "permission_denied"
  | "read_only"
  | "transaction_aborted"
  | "unexpected";

export interface DatabaseErrorDetails {
  readonly kind: DatabaseErrorKind;
  readonly retryable: boolean;
  readonly query: string | undefined;
  readonly sqlState: string | undefined;
  readonly constraint: string | undefined;
  readonly cause: unknown;
}

/** A statement failed. The message names the query, never a value: PostgreSQL's own text may quote a user's data. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly kind: DatabaseErrorKind;
  /** True when the same transaction, run again, may succeed. */
  readonly retryable: boolean;
  readonly query: string | undefined;
  readonly sqlState: string | undefined;
  /** The violated constraint; its name is API. */
  readonly constraint: string | undefined;

  constructor(details: DatabaseErrorDetails) {
    const where = details.query === undefined ? "" : ` in query ${details.query}`;
    const what = details.constraint === undefined ? "" : ` (constraint ${details.constraint})`;
    super(`${details.kind}${where}${what}`, { cause: details.cause });
    this.kind = details.kind;
    this.retryable = details.retryable;
    this.query = details.query;
    this.sqlState = details.sqlState;
    this.constraint = details.constraint;
  }
}

/** No such tenant in this database. Says nothing about which tenants there are. */
export class TenantNotFoundError extends Error {
  override readonly name = "TenantNotFoundError";
  readonly tenantId: TenantId;

  constructor(tenantId: TenantId) {
    super(`there is no tenant ${tenantId}; "dormant tenant create ${tenantId}" makes one`);
    this.tenantId = tenantId;
  }
}

export class TenantExistsError extends Error {
  override readonly name = "TenantExistsError";
  readonly tenantId: TenantId;

  constructor(tenantId: TenantId) {
    super(`tenant ${tenantId} exists already`);
    this.tenantId = tenantId;
  }
}

/** The database lacks what every tenant needs (roles, pgvector, a recent server). The message says what to do. */
export class PlatformNotPreparedError extends Error {
  override readonly name = "PlatformNotPreparedError";
}

/** A query that must give one row gave another number of rows. */
export class UnexpectedRowCountError extends Error {
  override readonly name = "UnexpectedRowCountError";

  constructor(query: string, expected: string, actual: number) {
    super(`query ${query} gave ${actual} rows, expected ${expected}`);
  }
}

/** The database layer was used against its rules: a fault of the calling code, not of its input. */
export class DatabaseUsageError extends Error {
  override readonly name = "DatabaseUsageError";
}
