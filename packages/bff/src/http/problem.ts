import type { Problem, Scope } from "@dormant-users/shared-types";
import { type Failure, failureOf } from "./error-map.ts";

const REALM = 'Bearer realm="dormant-users"';

/** Any error as an RFC 9457 answer. `scope`: the one the route asks for, named where the token lacks it. */
export function problemResponse(error: unknown, requestId: string, scope: Scope | null = null): Response {
  const failure = failureOf(error);
  const body: Problem = {
    type: `urn:dormant-users:${failure.code}`,
    title: failure.title,
    status: failure.status,
    code: failure.code,
    detail: failure.detail,
    request_id: requestId,
    ...(failure.errors.length > 0 && { errors: [...failure.errors] }),
  };
  const text = JSON.stringify(body);
  const headers = new Headers({
    "content-type": "application/problem+json",
    "content-length": String(Buffer.byteLength(text)),
    "cache-control": "no-store",
  });
  const challenge = challengeOf(failure, scope);
  if (challenge !== undefined) headers.set("www-authenticate", challenge);
  if (failure.retryAfter !== undefined) headers.set("retry-after", String(failure.retryAfter));
  return new Response(text, { status: failure.status, headers });
}

/** RFC 6750, 3: no error attribute where no token was sent. */
function challengeOf(failure: Failure, scope: Scope | null): string | undefined {
  switch (failure.code) {
    case "missing_token":
      return REALM;
    case "invalid_token":
      return `${REALM}, error="invalid_token", error_description="${failure.detail.replaceAll(/["\\]/g, "")}"`;
    case "missing_scope":
      return `${REALM}, error="insufficient_scope"${scope === null ? "" : `, scope="${scope}"`}`;
    default:
      return undefined;
  }
}
