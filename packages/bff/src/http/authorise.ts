import type { Scope } from "@dormant-users/shared-types";
import { DomainError } from "../domain-error.ts";
import type { Principal, TokenVerifier } from "./principal.ts";

/** Node itself stops at 16 KiB of headers; a token is far smaller, and hashing a larger one is work for nothing. */
const MAX_TOKEN_LENGTH = 8192;

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i;

/** @throws DomainError `missing_token`, `invalid_token`, `missing_scope`, `unavailable` */
export async function authorise(header: string | undefined, scope: Scope, verifier: TokenVerifier): Promise<Principal> {
  if (header === undefined || header.trim() === "") {
    throw new DomainError("missing_token", "Send `Authorization: Bearer <token>`.");
  }
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) {
    throw new DomainError("invalid_token", "The Authorization header must read: Bearer, a space, the token.");
  }
  if (token.length > MAX_TOKEN_LENGTH) {
    throw new DomainError("invalid_token", `The token is longer than ${MAX_TOKEN_LENGTH} characters.`);
  }
  const principal = await verifier.verify(token);
  if (!principal.scopes.has(scope)) {
    throw new DomainError("missing_scope", `This needs the scope ${scope}; ask your administrator for it.`);
  }
  return principal;
}
