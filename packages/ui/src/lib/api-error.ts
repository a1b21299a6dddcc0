import type { Problem, ProblemCode } from "@dormant-users/shared-types";

/**
 * Everything that can keep an answer from the page.
 * `problem`: the server refused and said why. `signed_out`: the host could not give a token the server accepts.
 * `unreachable`, `timeout`: no answer. `unreadable`: an answer that breaks the contract.
 */
export type ApiErrorKind = "problem" | "signed_out" | "unreachable" | "timeout" | "unreadable";

interface ApiErrorOptions {
  readonly status?: number;
  readonly code?: ProblemCode;
  readonly detail?: string;
  readonly requestId?: string;
  readonly cause?: unknown;
}

/** The one error type the API client throws, aborts aside (they stay a `DOMException` named `AbortError`). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly kind: ApiErrorKind;
  readonly status: number | undefined;
  readonly code: ProblemCode | undefined;
  /** The server's own words on what to do next; safe to show. */
  readonly detail: string | undefined;
  readonly requestId: string | undefined;

  constructor(kind: ApiErrorKind, options: ApiErrorOptions = {}) {
    super(options.detail ?? kind, { cause: options.cause });
    this.kind = kind;
    this.status = options.status;
    this.code = options.code;
    this.detail = options.detail;
    this.requestId = options.requestId;
  }

  static fromProblem(problem: Problem, status: number, requestId?: string): ApiError {
    return new ApiError(problem.code === "invalid_token" || status === 401 ? "signed_out" : "problem", {
      status,
      code: problem.code,
      detail: problem.errors?.length ? describeFields(problem) : (problem.detail ?? problem.title),
      ...((problem.request_id ?? requestId) ? { requestId: problem.request_id ?? (requestId as string) } : {}),
    });
  }

  /** True where asking again soon may well work: no answer, or a server that said it is busy. */
  get isTransient(): boolean {
    return this.kind === "unreachable" || this.kind === "timeout" || [429, 502, 503, 504].includes(this.status ?? 0);
  }
}

/** Whatever was thrown, as the one type the page knows. */
export function toApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError("unreadable", { cause: error });
}

function describeFields(problem: Problem): string {
  const fields = (problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`).join("; ");
  return problem.detail ? `${problem.detail} (${fields})` : fields;
}
