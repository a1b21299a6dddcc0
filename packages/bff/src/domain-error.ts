import type { ProblemCode } from "@dormant-users/shared-types";

/** One rule a request broke: where (`query.limit`, `body.exemptions.0.value`) and what to do instead. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/**
 * A failure the caller may know about. `code` decides the HTTP status (`http/error-map.ts`); `detail` is shown to the
 * caller as it stands, so it says what to do next and holds no identifiers, SQL or values of other users.
 * What only we may know goes into `cause`, which is logged and never sent.
 */
export class DomainError extends Error {
  override readonly name: string = "DomainError";
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly FieldError[];

  constructor(
    code: ProblemCode,
    detail: string,
    options: { readonly cause?: unknown; readonly errors?: readonly FieldError[] } = {},
  ) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.errors = options.errors ?? [];
  }
}
