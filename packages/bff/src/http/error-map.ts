import type { ProblemCode } from "@dormant-users/shared-types";
import { DatabaseError, type DatabaseErrorKind, PlatformNotPreparedError, TenantNotFoundError } from "../db/index.ts";
import { DomainError, type FieldError } from "../domain-error.ts";

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Seconds after which trying again may help. */
  readonly retryAfter?: number;
}

/** The one HTTP map: what each kind of failure is called and which status it has. */
export const PROBLEM_KINDS: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid_request: { status: 400, title: "The request is not valid" },
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  missing_token: { status: 401, title: "A token is needed" },
  invalid_token: { status: 401, title: "The token is not accepted" },
  missing_scope: { status: 403, title: "The token does not allow this" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "The method is not allowed here" },
  conflict: { status: 409, title: "The request conflicts with the present state" },
  precondition_failed: { status: 412, title: "The state has changed" },
  payload_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body must be JSON" },
  precondition_required: { status: 428, title: "If-Match is needed" },
  rate_limited: { status: 429, title: "Too many requests", retryAfter: 10 },
  internal: { status: 500, title: "Internal error" },
  unavailable: { status: 503, title: "Temporarily unavailable", retryAfter: 5 },
  timeout: { status: 504, title: "The answer took too long" },
};

export interface Failure extends ProblemKind {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly FieldError[];
}

const INTERNAL_DETAIL = "Something failed on our side. Quote the request id when you report it.";

const BUSY_DETAIL = "The service cannot do this just now; try again in a few seconds.";

/** What the database's failures mean to a caller. A kind that is not named here is our fault: `internal`. */
const DATABASE_KINDS: Readonly<Partial<Record<DatabaseErrorKind, readonly [ProblemCode, string]>>> = {
  statement_timeout: ["timeout", "Ask for less (a smaller `limit`, fewer filters) or try again later."],
  serialization_failure: ["unavailable", BUSY_DETAIL],
  deadlock: ["unavailable", BUSY_DETAIL],
  lock_timeout: ["unavailable", BUSY_DETAIL],
  connection_lost: ["unavailable", BUSY_DETAIL],
  too_many_connections: ["unavailable", BUSY_DETAIL],
  out_of_space: ["unavailable", BUSY_DETAIL],
  read_only: ["unavailable", BUSY_DETAIL],
};

/** An error that is not known here tells the caller nothing but that it happened. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DomainError) return failure(error.code, error.detail, error.errors);
  if (error instanceof TenantNotFoundError) {
    return failure("not_found", "The tenant your token names is not set up here; ask your administrator.");
  }
  if (error instanceof PlatformNotPreparedError) return failure("unavailable", BUSY_DETAIL);
  const [code, detail] = (error instanceof DatabaseError && DATABASE_KINDS[error.kind]) || ["internal", ""];
  return failure(code as ProblemCode, detail);
}

function failure(code: ProblemCode, detail: string, errors: readonly FieldError[] = []): Failure {
  return { ...PROBLEM_KINDS[code], code, detail: code === "internal" ? INTERNAL_DETAIL : detail, errors };
}
