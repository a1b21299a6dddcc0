import { Scope, TenantId } from "@dormant-users/shared-types";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { DomainError } from "../domain-error.ts";
import { clientAddress, isLoopback } from "./client-address.ts";
import type { HttpEnv } from "./http-env.ts";
import { createRequestParser } from "./parse-request.ts";

export interface DevTokenRequest {
  readonly tenant: TenantId;
  /** Default: all. */
  readonly scopes?: readonly Scope[] | undefined;
  /** Default an hour. */
  readonly ttlSeconds?: number | undefined;
  readonly subject?: string | undefined;
}

/** Port of the development issuer. */
export interface DevTokenIssuer {
  readonly jwks: { readonly keys: readonly object[] };
  issue(request: DevTokenRequest): Promise<string>;
}

export interface DevServices {
  readonly issuer: DevTokenIssuer;
  listTenants(): Promise<readonly string[]>;
}

const SECONDS = { s: 1, m: 60, h: 3600 } as const;
const DAY_SECONDS = 86_400;
const DEFAULT_TTL_SECONDS = 3600;

/** A lifetime as people write it (`90s`, `15m`, `8h`), in seconds; a day at most. */
export const TokenLifetime = z
  .string()
  .regex(/^[1-9]\d{0,4}[smh]$/, "must look like 90s, 15m or 8h")
  .transform((text) => Number(text.slice(0, -1)) * SECONDS[text.slice(-1) as keyof typeof SECONDS])
  .pipe(z.number().max(DAY_SECONDS, "must be at most 24h"));

const TokenRequest = z.object({
  tenant: TenantId,
  scopes: z.array(Scope).min(1).optional(),
  ttl: TokenLifetime.optional(),
  subject: z.string().min(1).max(100).optional(),
});

const parser = createRequestParser({
  operationId: "issueDevelopmentToken",
  method: "post",
  path: "/dev/token",
  summary: "",
  tag: "Development",
  scope: null,
  body: TokenRequest,
  responses: {},
});

/** Sign-in for development. Not part of the product's contract, and not there at all in production. */
export function devRoutes({ issuer, listTenants }: DevServices): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (context, next) => {
    if (!isLoopback(clientAddress(context.env)) || !isLoopbackHost(context)) throw new DomainError("not_found", HINT);
    await next();
    context.header("cache-control", "no-store");
  });
  app.get("/.well-known/jwks.json", (context) => context.json(issuer.jwks));
  app.get("/tenants", async (context) => context.json({ tenants: await listTenants() }));
  app.post("/token", async (context) => {
    const { tenant, scopes, ttl, subject } = (await parser.body(context.req.raw)) as z.output<typeof TokenRequest>;
    const ttlSeconds = ttl ?? DEFAULT_TTL_SECONDS;
    const accessToken = await issuer.issue({ tenant, scopes, ttlSeconds, subject });
    // As an OAuth 2.0 token endpoint answers: RFC 6749, section 5.1.
    return context.json({ access_token: accessToken, token_type: "Bearer", expires_in: ttlSeconds });
  });
  return app;
}

const HINT = "Development sign-in answers only programs on this machine, under the name localhost.";

/** Against DNS rebinding: a page of another site that points its own name at 127.0.0.1 still sends that name. */
function isLoopbackHost(context: Context): boolean {
  const { hostname } = new URL(context.req.url);
  return hostname === "localhost" || isLoopback(hostname.replace(/^\[|\]$/g, ""));
}
