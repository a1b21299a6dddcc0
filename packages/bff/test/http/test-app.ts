import { type RouteContract, Scope } from "@dormant-users/shared-types";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { createTokenVerifier } from "../../src/adapters/jwt/token-verifier.ts";
import { type AppParts, type AppServices, createApp } from "../../src/http/app.ts";
import type { Route } from "../../src/http/define-route.ts";
import { createLogger } from "../../src/observability/logger.ts";
import { fakeRoutes, KNOWN_TENANT } from "./fake-routes.ts";

const ISSUER = "https://id.trustx.example/";
const AUDIENCE = "dormant-users";

const { privateKey, publicKey } = await generateKeyPair("ES256");
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: "test", alg: "ES256", use: "sig" }] });

export interface TokenParts {
  readonly claims?: JWTPayload;
  readonly expiresAt?: Date;
}

/** A token the test app accepts, unless the parts say otherwise. */
export function signToken({
  claims = {},
  expiresAt = new Date(Date.now() + 60_000),
}: TokenParts = {}): Promise<string> {
  const payload = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: "admin-1",
    tenant: KNOWN_TENANT,
    scope: Scope.options.join(" "),
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: "ES256", kid: "test" })
    .setIssuedAt(Math.floor(expiresAt.getTime() / 1000) - 3600)
    .setExpirationTime(expiresAt)
    .sign(privateKey);
}

export type LogLine = Readonly<Record<string, unknown>>;

export interface TestAppOptions {
  readonly config?: Partial<AppServices["config"]>;
  readonly services?: Partial<AppServices>;
  readonly parts?: Partial<AppParts>;
  /** Replace the fakes of these contracts. */
  readonly routes?: readonly Route[];
}

/** The real app over in-memory handlers, with its log lines. */
export function createTestApp(options: TestAppOptions = {}) {
  const lines: LogLine[] = [];
  const replaced = new Set<RouteContract>(options.routes?.map(({ contract }) => contract));
  const routes = [...fakeRoutes().filter(({ contract }) => !replaced.has(contract)), ...(options.routes ?? [])];
  const app = createApp(
    {
      config: {
        corsOrigins: ["https://host.trustx.example"],
        bodyLimitBytes: 65_536,
        requestTimeoutMs: 5000,
        onLambda: false,
        logVerboseShare: 0,
        ...options.config,
      },
      version: "test",
      logger: createLogger({ level: "debug", write: (line) => lines.push(JSON.parse(line) as LogLine) }),
      verifier: createTokenVerifier({
        keys,
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: ["ES256"],
        tenantClaim: "tenant",
        scopeClaim: "scope",
      }),
      dev: undefined,
      ...options.services,
    },
    { routes, ...options.parts },
  );
  return { app, lines };
}
