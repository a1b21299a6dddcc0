import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";

const LOOPBACK_ANY_PORT = /^http:\/\/(localhost|127\.0\.0\.1):\*$/;

/** What pages of other origins may send and read. A gateway in front, which refuses by itself, says the same. */
export const CORS = {
  allowMethods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
  allowHeaders: ["Authorization", "Content-Type", "If-Match", "If-None-Match", "X-Request-Id"],
  exposeHeaders: ["ETag", "Location", "Retry-After", "WWW-Authenticate", "X-OAuth-Scopes", "X-Request-Id"],
  /** Seconds a browser remembers it. */
  maxAge: 600,
} as const;

/**
 * Lets the pages of the named origins read answers; the host page is another origin than this API.
 * `http://localhost:*` and `http://127.0.0.1:*` stand for any port there. No cookies: the token is the only credential.
 */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  const exact = new Set(origins.filter((origin) => !LOOPBACK_ANY_PORT.test(origin)));
  const hosts = origins.flatMap((origin) => LOOPBACK_ANY_PORT.exec(origin)?.[1] ?? []);
  const anyPort = new RegExp(
    `^http://(?:${hosts.map((host) => host.replaceAll(".", "\\.")).join("|")})(?::\\d{1,5})?$`,
  );
  const allowed = (origin: string) => exact.has(origin) || (hosts.length > 0 && anyPort.test(origin));
  const handle = cors({
    origin: (origin) => (allowed(origin) ? origin : null),
    allowMethods: [...CORS.allowMethods],
    allowHeaders: [...CORS.allowHeaders],
    exposeHeaders: [...CORS.exposeHeaders],
    maxAge: CORS.maxAge,
  });
  return async (context, next) => {
    const preflight = context.req.header("access-control-request-method") !== undefined;
    // Any other OPTIONS is a method like the rest: 405 or 404.
    if (context.req.method === "OPTIONS" && !preflight) return next();
    return handle(context, next);
  };
}
