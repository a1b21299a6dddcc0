import type { MiddlewareHandler } from "hono";

/**
 * For answers that are data: nothing may run, frame or sniff them. A route that serves a page sets its own
 * Content-Security-Policy, which is kept. CORS is what lets the host page's origin read them.
 */
const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-resource-policy", "same-origin"],
  ["strict-transport-security", "max-age=31536000; includeSubDomains"],
];

export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    for (const [name, value] of HEADERS) if (!headers.has(name)) headers.set(name, value);
    headers.append("vary", "Authorization");
  };
}
