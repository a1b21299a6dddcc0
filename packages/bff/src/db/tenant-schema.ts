import type { TenantId } from "@dormant-users/shared-types";

declare const schemaName: unique symbol;

/** The schema of one tenant, and the role that may use it: both carry this name. Safe to write into SQL as it is. */
export type SchemaName = string & { readonly [schemaName]: true };

/**
 * The schema (and role) of a tenant.
 *
 * A {@link TenantId} holds only `[a-z0-9_]` and at most 41 characters, so the name needs no quoting and fits
 * PostgreSQL's 63 bytes.
 */
export function schemaOf(tenantId: TenantId): SchemaName {
  return `tenant_${tenantId}` as SchemaName;
}
