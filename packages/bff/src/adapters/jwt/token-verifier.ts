import { hash } from "node:crypto";
import { errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { DomainError } from "../../domain-error.ts";
import type { Principal, TokenVerifier } from "../../http/principal.ts";
import { type ClaimNames, principalOf } from "./claims.ts";

export interface TokenVerifierOptions extends ClaimNames {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** Signature algorithms that are accepted whatever a token's header says. */
  readonly algorithms: readonly string[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Verified tokens remembered; 0 remembers none. Default 5,000 (about 2 MB). */
  readonly remember?: number;
}

/** A signature costs about 0.2 ms of CPU; a remembered token a tenth of it (`bench/http-overhead.ts`). */
const REMEMBERED = 5000;
/** A key the issuer withdraws stops working within this time, though tokens live longer. */
const REMEMBER_FOR_MS = 5 * 60_000;
const CLOCK_TOLERANCE_SECONDS = 5;

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { keys, issuer, audience, algorithms, now = Date.now, remember = REMEMBERED } = options;
  const verified =
    remember > 0 ? new LRUCache<string, { principal: Principal; untilMs: number }>({ max: remember }) : undefined;

  return {
    async verify(token) {
      // Tokens themselves are not kept in memory: a heap dump must not hold usable credentials.
      const key = hash("sha256", token, "base64url");
      const known = verified?.get(key);
      const nowMs = now();
      if (known !== undefined && nowMs < known.untilMs) return known.principal;
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        requiredClaims: ["exp", "sub"],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(nowMs),
      }).catch((error: unknown) => {
        throw refusal(error);
      });
      const principal = principalOf(payload, options);
      const untilMs = Math.min((payload.exp ?? 0) * 1000, nowMs + REMEMBER_FOR_MS);
      verified?.set(key, { principal, untilMs });
      return principal;
    },
  };
}

function refusal(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof errors.JWTExpired) return invalid("The token has expired; sign in again.", error);
  if (error instanceof errors.JWTClaimValidationFailed) return invalid(claimFault(error.claim), error);
  // Whatever else jose meets in a token is the token's fault; its words may repeat the token's content.
  return invalid("The token is not valid.", error);
}

function claimFault(claim: string): string {
  switch (claim) {
    case "iss":
      return "The token comes from an issuer that is not accepted here.";
    case "aud":
      return "The token is meant for another audience.";
    case "nbf":
      return "The token is not valid yet.";
    default:
      return "The token lacks a claim that is needed: exp, sub, iss and aud.";
  }
}

function invalid(detail: string, cause: unknown): DomainError {
  return new DomainError("invalid_token", detail, { cause });
}
