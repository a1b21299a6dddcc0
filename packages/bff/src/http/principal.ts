import type { Scope, TenantId } from "@dormant-users/shared-types";

/** Who calls, as the verified token says; nothing else in a request may name a tenant. */
export interface Principal {
  readonly tenant: TenantId;
  /** The token's `sub`. Personal data: kept in the audit log, never in request logs. */
  readonly subject: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** Port: turns a bearer token into a principal. */
export interface TokenVerifier {
  /**
   * @throws DomainError `invalid_token` where the token is not acceptable, `unavailable` where the issuer's keys
   * cannot be fetched and none are known.
   */
  verify(token: string): Promise<Principal>;
}
