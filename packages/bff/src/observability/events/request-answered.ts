import type { Logger } from "../logger.ts";
import type { RequestScope } from "../request-scope.ts";
import { roundedMs } from "../rounded.ts";

interface AnsweredRequest {
  readonly scope: RequestScope;
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
}

/** The one line of a request. Path and query stay out: `q` holds names and e-mails, and the route says enough. */
export function requestAnswered(logger: Logger, { scope, method, status, durationMs }: AnsweredRequest): void {
  const { id, traceId, operationId, tenant, subject, queries } = scope;
  logger.measured(
    status >= 500 ? "error" : "info",
    "request",
    {
      request_id: id,
      ...(traceId && { trace_id: traceId }),
      method,
      route: operationId ?? null,
      status,
      tenant,
      subject,
      queries: queries.size === 0 ? undefined : [...queries].map(([name, query]) => summary(name, query)),
    },
    {
      "request.count": 1,
      "request.duration_ms": roundedMs(durationMs),
      "request.server_errors": status >= 500 ? 1 : 0,
      "request.refused": status >= 400 && status < 500 ? 1 : 0,
    },
  );
}

function summary(name: string, query: { count: number; durationMs: number }) {
  return { name, count: query.count, duration_ms: roundedMs(query.durationMs) };
}
