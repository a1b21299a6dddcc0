import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { requestAnswered } from "../../observability/events/request-answered.ts";
import type { Logger } from "../../observability/logger.ts";
import { createRequestScope, runInRequestScope } from "../../observability/request-scope.ts";
import { traceIdOf } from "../../observability/trace-id.ts";
import type { HttpEnv } from "../http-env.ts";

/** What a caller or proxy may call a request: safe in a header, a log line and a query comment. */
const SANE_ID = /^[A-Za-z0-9._-]{8,128}$/;

/**
 * Names the request, and writes its one log line when the answer stands.
 *
 * @param verboseShare of all requests, 0…1, whose debug lines are written whatever the log level
 */
export function requestContext(logger: Logger, verboseShare: number): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const startedAt = performance.now();
    const inbound = context.req.header("x-request-id");
    const id = inbound !== undefined && SANE_ID.test(inbound) ? inbound : randomUUID();
    context.set("requestId", id);
    context.set("scope", null);
    const scope = createRequestScope(id, {
      traceId: traceIdOf(context.req.header("x-amzn-trace-id"), context.req.header("traceparent")),
      isVerbose: Math.random() < verboseShare,
    });
    await runInRequestScope(scope, next);
    context.res.headers.set("x-request-id", id);
    const { method } = context.req;
    requestAnswered(logger, { scope, method, status: context.res.status, durationMs: performance.now() - startedAt });
  };
}
