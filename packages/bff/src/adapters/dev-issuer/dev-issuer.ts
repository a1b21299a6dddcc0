import { Scope } from "@dormant-users/shared-types";
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWTVerifyGetKey, SignJWT } from "jose";
import type { Config } from "../../config/config.ts";
import type { DevTokenIssuer, DevTokenRequest } from "../../http/dev-routes.ts";
import { makeKey, readOrMakeKey } from "./key-file.ts";

export const DEV_ISSUER = "urn:dormant-users:development";
export const DEV_AUDIENCE = "dormant-users";

export interface DevIssuer extends DevTokenIssuer {
  readonly keys: JWTVerifyGetKey;
}

/** Where it could do harm it does not exist: whoever reaches it becomes any tenant. */
export class DevIssuerRefusedError extends Error {
  override readonly name = "DevIssuerRefusedError";
}

type IssuerSettings = Pick<Config, "mode" | "onLambda" | "jwt">;

function refuseUnlessHarmless({ mode, onLambda, jwt }: IssuerSettings): void {
  const why =
    mode === "production"
      ? "this is production; get a token from DORMANT_JWT_ISSUER"
      : onLambda
        ? "this runs on Lambda"
        : jwt.issuer !== undefined
          ? "DORMANT_JWT_ISSUER names a real issuer; get a token there"
          : undefined;
  if (why !== undefined) throw new DevIssuerRefusedError(`Development tokens are not issued: ${why}.`);
}

/**
 * Signs tokens for development with a key of its own.
 *
 * @param keyDir where the key is kept; undefined keeps it in memory
 * @throws DevIssuerRefusedError in production, on Lambda, and beside a real issuer
 */
export async function openDevIssuer(
  config: IssuerSettings,
  keyDir: string | undefined,
  now: () => number = Date.now,
): Promise<DevIssuer> {
  refuseUnlessHarmless(config);
  const key = keyDir === undefined ? await makeKey() : await readOrMakeKey(keyDir);
  const signingKey = await importJWK(key, "ES256");
  const { d: _private, ...publicKey } = key;
  const jwks: JSONWebKeySet = { keys: [publicKey] };
  return {
    jwks,
    keys: createLocalJWKSet(jwks),
    issue({ tenant, scopes = Scope.options, ttlSeconds = 3600, subject = "developer" }: DevTokenRequest) {
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({ [config.jwt.tenantClaim]: tenant, [config.jwt.scopeClaim]: scopes.join(" ") })
        .setProtectedHeader({ alg: "ES256", kid: publicKey.kid ?? "", typ: "JWT" })
        .setSubject(subject)
        .setIssuer(DEV_ISSUER)
        .setAudience(DEV_AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ttlSeconds)
        .sign(signingKey);
    },
  };
}
