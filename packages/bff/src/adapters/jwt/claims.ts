import { Scope, TenantId } from "@dormant-users/shared-types";
import type { JWTPayload } from "jose";
import { DomainError } from "../../domain-error.ts";
import type { Principal } from "../../http/principal.ts";

export interface ClaimNames {
  /** A claim's name, or a path into nested claims with dots. A whole name that holds dots (an address) goes first. */
  readonly tenantClaim: string;
  readonly scopeClaim: string;
}

const MAX_SUBJECT_LENGTH = 255;

/** @throws DomainError `invalid_token`; the claim's value is never repeated, because it may be an attack. */
export function principalOf(payload: JWTPayload, names: ClaimNames): Principal {
  const tenant = TenantId.safeParse(claimAt(payload, names.tenantClaim));
  if (!tenant.success) throw new DomainError("invalid_token", "The token names no valid tenant.");
  const { sub } = payload;
  // The subject is written to the audit log, so it has to be text a database can keep.
  if (typeof sub !== "string" || !/^[^\0]+$/.test(sub) || sub.length > MAX_SUBJECT_LENGTH || !sub.isWellFormed()) {
    throw new DomainError("invalid_token", "The token names no valid subject.");
  }
  return { tenant: tenant.data, subject: sub, scopes: scopesOf(claimAt(payload, names.scopeClaim)) };
}

/** Scopes of other systems in the same token are not ours to judge: they are left out. */
function scopesOf(claim: unknown): ReadonlySet<Scope> {
  const named: unknown[] = typeof claim === "string" ? claim.split(" ") : Array.isArray(claim) ? claim : [];
  return new Set(named.flatMap((name) => Scope.safeParse(name).data ?? []));
}

function claimAt(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path];
  for (let dot = path.indexOf("."); dot !== -1; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(value, head)) continue;
    const found = claimAt((value as Record<string, unknown>)[head], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
