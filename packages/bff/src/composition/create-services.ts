import { DEV_AUDIENCE, DEV_ISSUER, openDevIssuer } from "../adapters/dev-issuer/dev-issuer.ts";
import { remoteKeys } from "../adapters/jwt/remote-keys.ts";
import { createTokenVerifier } from "../adapters/jwt/token-verifier.ts";
import type { Config } from "../config/config.ts";
import { VERSION } from "../config/version.ts";
import type { DevServices } from "../http/dev-routes.ts";
import type { TokenVerifier } from "../http/principal.ts";
import { createLogger, type Logger } from "../observability/logger.ts";
import type { Services } from "./services.ts";

/**
 * The one place that chooses adapters. What a caller (a test, the demo) overrides is not opened here, and is not
 * closed here either.
 */
export async function createServices(config: Config, overrides: Partial<Services> = {}): Promise<Services> {
  const now = overrides.now ?? (() => new Date());
  const logger = overrides.logger ?? createLogger({ level: config.logLevel, now });
  const listTenants = async () => [];
  const auth = overrides.verifier
    ? { verifier: overrides.verifier, dev: undefined }
    : await chooseAuth(config, logger, now, listTenants);
  return {
    config,
    now,
    logger,
    version: VERSION,
    readiness: [],
    close: async () => {},
    ...auth,
    ...overrides,
  };
}

async function chooseAuth(
  config: Config,
  logger: Logger,
  now: () => Date,
  listTenants: DevServices["listTenants"],
): Promise<{ verifier: TokenVerifier; dev: DevServices | undefined }> {
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
