import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Logger } from "../../observability/logger.ts";
import { createRequestScope, type RequestScope, runInRequestScope } from "../../observability/request-scope.ts";
import type { HttpEnv } from "../http-env.ts";

/** What a caller or proxy may call a request: safe in a header, a log line and a query comment. */
const SANE_ID = /^[A-Za-z0-9._-]{8,128}$/;

/** Names the request, and writes its one log line when the answer stands. */
export function requestContext(logger: Logger): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const startedAt = performance.now();
    const inbound = context.req.header("x-request-id");
    const id = inbound !== undefined && SANE_ID.test(inbound) ? inbound : randomUUID();
    context.set("requestId", id);
    context.set("scope", null);
    const scope = createRequestScope(id);
    await runInRequestScope(scope, next);
    context.res.headers.set("x-request-id", id);
    logRequest(logger, scope, context.req.method, context.res.status, performance.now() - startedAt);
  };
}

function logRequest(logger: Logger, scope: RequestScope, method: string, status: number, durationMs: number): void {
  const level = status >= 500 ? "error" : "info";
  logger[level]("request", {
    request_id: scope.id,
    method,
    // The path and query stay out: `q` holds names and e-mails. The route says enough.
    route: scope.operationId ?? null,
    status,
    duration_ms: rounded(durationMs),
    tenant: scope.tenant,
    subject: scope.subject,
    queries: scope.queries.size === 0 ? undefined : [...scope.queries].map(([name, query]) => summary(name, query)),
  });
}

function summary(name: string, query: { count: number; durationMs: number }) {
  return { name, count: query.count, duration_ms: rounded(query.durationMs) };
}

function rounded(durationMs: number): number {
  return Math.round(durationMs * 100) / 100;
}
