import type { TenantId } from "@dormant-users/shared-types";
import { withAdminSession } from "./admin-transaction.ts";
import type { Connections } from "./connections.ts";
import { TenantNotFoundError } from "./errors.ts";
import { schemaOf } from "./tenant-schema.ts";

/**
 * Vacuums a tenant's tables and refreshes their statistics. To be called after large ingests: the embedded engine has
 * no autovacuum, and a server's comes a minute late.
 *
 * @throws {TenantNotFoundError} when it is not there
 */
export async function analyzeTenant(connections: Connections, tenantId: TenantId): Promise<void> {
  await withAdminSession(connections, async (client) => {
    const { rows } = await client.query<{ table: string }>(
      `select format('%I.%I', n.nspname, c.relname) as "table" from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind in ('r', 'm') order by c.relname`,
      [schemaOf(tenantId)],
    );
    if (rows.length === 0) throw new TenantNotFoundError(tenantId);
    for (const { table } of rows) await client.query(`vacuum (analyze) ${table}`);
  });
}
