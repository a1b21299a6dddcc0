import { DEV_AUDIENCE, DEV_ISSUER, openDevIssuer } from "../adapters/dev-issuer/dev-issuer.ts";
import { remoteKeys } from "../adapters/jwt/remote-keys.ts";
import { createTokenVerifier } from "../adapters/jwt/token-verifier.ts";
import type { Config } from "../config/config.ts";
import type { DevServices, DevTokenRequest } from "../http/dev-routes.ts";
import type { TokenVerifier } from "../http/principal.ts";
import type { Logger } from "../observability/logger.ts";

interface AuthNeeds {
  readonly config: Config;
  readonly logger: Logger;
  readonly now: () => number;
  readonly listTenants: DevServices["listTenants"];
}

interface Auth {
  readonly verifier: TokenVerifier;
  /** There only where no real issuer is. */
  readonly dev: DevServices | undefined;
}

/** The configured issuer, or outside production the development issuer. Never both. */
export async function chooseAuth({ config, logger, now, listTenants }: AuthNeeds): Promise<Auth> {
  const { issuer, algorithms, tenantClaim, scopeClaim } = config.jwt;
  if (issuer !== undefined) {
    const keys = remoteKeys(issuer.jwksUrl, { logger });
    const { issuer: iss, audience } = issuer;
    const verifier = createTokenVerifier({ keys, issuer: iss, audience, algorithms, tenantClaim, scopeClaim, now });
    return { verifier, dev: undefined };
  }
  const devIssuer = await openDevIssuer(config, config.dataDir, now);
  const verifier = createTokenVerifier({
    keys: devIssuer.keys,
    issuer: DEV_ISSUER,
    audience: DEV_AUDIENCE,
    algorithms: ["ES256"],
    tenantClaim,
    scopeClaim,
    now,
  });
  return { verifier, dev: { issuer: devIssuer, listTenants } };
}

/** A development token, signed with the data directory's key: a server on the same directory accepts it. */
export async function developmentToken(config: Config, request: DevTokenRequest): Promise<string> {
  return (await openDevIssuer(config, config.dataDir)).issue(request);
}
