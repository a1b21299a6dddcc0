import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
} from "jose";
import { DomainError } from "../../domain-error.ts";
import type { Logger } from "../../observability/logger.ts";

export interface RemoteKeysOptions {
  readonly logger: Logger;
  /** An unknown key id asks the issuer again, but not more often than this. Default 30 s. */
  readonly cooldownMs?: number;
  /** Known keys older than this are fetched again while they go on serving. Default 10 min. */
  readonly refreshAfterMs?: number;
  /** Known keys older than this are not believed without the issuer. Default 1 h. */
  readonly keepForMs?: number;
  readonly timeoutMs?: number;
  /** After a failed fetch the issuer is left alone for so long. Default 2 s. */
  readonly restAfterFailureMs?: number;
}

/**
 * The issuer's published keys. A short outage of the issuer is not ours: known keys serve on for an hour; only a caller
 * whom no known key can judge gets 503.
 */
export function remoteKeys(url: string, options: RemoteKeysOptions): JWTVerifyGetKey {
  const { logger, cooldownMs = 30_000, refreshAfterMs = 600_000, keepForMs = 3_600_000 } = options;
  const { timeoutMs = 3000, restAfterFailureMs = 2000 } = options;
  const cache: JWKSCacheInput = {};
  const remote = createRemoteJWKSet(new URL(url), {
    cooldownDuration: cooldownMs,
    cacheMaxAge: keepForMs,
    timeoutDuration: timeoutMs,
    [jwksCache]: cache,
  });
  let failedAt = Number.NEGATIVE_INFINITY;

  const failed = (error: unknown): DomainError => {
    if (!resting()) logger.warn("issuer_keys_unavailable", { error });
    failedAt = Date.now();
    return new DomainError("unavailable", "The token cannot be checked just now; try again in a few seconds.", {
      cause: error,
    });
  };
  const resting = () => Date.now() < failedAt + restAfterFailureMs;
  const refreshBehind = () => {
    if (remote.reloading || resting() || Date.now() < (cache.uat ?? 0) + refreshAfterMs) return;
    remote.reload().catch(failed);
  };

  return async (header, token) => {
    if (resting()) {
      const known = remote.fresh ? remote.jwks() : undefined;
      if (known === undefined) throw failed(new Error("the issuer's keys were unreachable a moment ago"));
      return createLocalJWKSet(known)(header, token);
    }
    if (remote.fresh) refreshBehind();
    try {
      return await remote(header, token);
    } catch (error) {
      throw isAboutTheToken(error) ? error : failed(error);
    }
  };
}

function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
