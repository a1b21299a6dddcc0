import { DatabaseError, type DatabaseErrorKind } from "./errors.ts";

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const KIND_BY_STATE: Readonly<Record<string, DatabaseErrorKind>> = {
  "23505": "unique_violation",
  "23503": "foreign_key_violation",
  "23514": "check_violation",
  "23502": "not_null_violation",
  "40001": "serialization_failure",
  "40P01": "deadlock",
  "55P03": "lock_timeout",
  "57014": "statement_timeout",
  "57P01": "connection_lost",
  "57P02": "connection_lost",
  "57P03": "connection_lost",
  "53300": "too_many_connections",
  "53100": "out_of_space",
  "42501": "permission_denied",
  "25006": "read_only",
  "25P02": "transaction_aborted",
};

const KIND_BY_CLASS: Readonly<Record<string, DatabaseErrorKind>> = {
  "08": "connection_lost",
  "22": "invalid_value",
};

// Node's and node-postgres' own faults carry no SQLSTATE.
const LOST_CODES = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"]);
const LOST_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout)/;

const RETRYABLE = new Set<DatabaseErrorKind>([
  "serialization_failure",
  "deadlock",
  "lock_timeout",
  "connection_lost",
  "too_many_connections",
]);

/** The five-character SQLSTATE of an error the server reported, or undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !LOST_CODES.has(code) ? code : undefined;
}

function kindOf(error: unknown): DatabaseErrorKind | undefined {
  const state = sqlStateOf(error);
  if (state !== undefined) return KIND_BY_STATE[state] ?? KIND_BY_CLASS[state.slice(0, 2)] ?? "unexpected";
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? error.code : undefined;
  if ((typeof code === "string" && LOST_CODES.has(code)) || LOST_MESSAGES.test(error.message)) return "connection_lost";
  return undefined;
}

/**
 * The typed form of anything a driver threw. What is no database fault (a caller's own error) comes back as it is.
 *
 * PostgreSQL puts row values into some fields and messages; they are removed so that no log can show them.
 */
export function toDatabaseError(error: unknown, query?: string): unknown {
  if (error instanceof DatabaseError) return error;
  const kind = kindOf(error);
  if (kind === undefined || !(error instanceof Error)) return error;
  const constraint = "constraint" in error && typeof error.constraint === "string" ? error.constraint : undefined;
  const sqlState = sqlStateOf(error);
  removeValues(error, sqlState);
  return new DatabaseError({ kind, retryable: RETRYABLE.has(kind), query, sqlState, constraint, cause: error });
}

function removeValues(error: Error, sqlState: string | undefined): void {
  for (const field of ["detail", "where", "internalQuery"]) {
    if (field in error) Reflect.set(error, field, undefined);
  }
  // Class 22 quotes the value it could not read at the message's end.
  if (sqlState?.startsWith("22")) {
    const said = error.message;
    error.message = said.replace(/: ".*"/s, "");
    if (error.stack !== undefined) error.stack = error.stack.replace(said, error.message);
  }
}
