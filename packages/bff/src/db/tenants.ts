import { TenantId } from "@dormant-users/shared-types";
import type pg from "pg";
import { withAdmin } from "./admin-transaction.ts";
import { retryCatalogRaces } from "./catalog-race.ts";
import type { Connections } from "./connections.ts";
import { TenantExistsError, TenantNotFoundError } from "./errors.ts";
import { createLedger } from "./migrations/ledger.ts";
import { applyAll, lockTenant } from "./migrations/migrate-tenant.ts";
import type { Migration } from "./migrations/migration-files.ts";
import { OWNER_ROLE, POOL_ROLE } from "./roles.ts";
import { sqlStateOf, toDatabaseError } from "./sqlstate.ts";
import { type SchemaName, schemaOf } from "./tenant-schema.ts";

export interface Tenant {
  readonly tenantId: TenantId;
  /** The newest migration its schema has; 0 when it has none. */
  readonly version: number;
  readonly createdAt: string;
}

/**
 * Makes a tenant with its role, schema and every table, all or nothing.
 *
 * @throws {TenantExistsError} when it is there already
 */
export async function createTenant(
  connections: Connections,
  migrations: readonly Migration[],
  tenantId: TenantId,
): Promise<void> {
  const schema = schemaOf(tenantId);
  const create = async (client: pg.ClientBase): Promise<void> => {
    await lockTenant(client, tenantId);
    if (await schemaExists(client, schema)) throw new TenantExistsError(tenantId);
    await ensureRole(client, schema);
    await client.query(`create schema ${schema}; grant usage on schema ${schema} to ${schema}`);
    await createLedger(client, schema);
    await applyAll(client, migrations, schema);
  };
  await retryCatalogRaces(() => withAdmin(connections, create));
}

// Another database of the cluster may have the tenant, and so its role, already.
async function ensureRole(client: pg.ClientBase, role: SchemaName): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount === 0) await client.query(`create role ${role} nologin noinherit`);
  // Inherit false: being in the pool's role gives nothing. Set true: a transaction may step into the tenant's.
  await client.query(`grant ${role} to ${POOL_ROLE} with inherit false, set true`);
}

async function schemaExists(client: pg.ClientBase, schema: SchemaName): Promise<boolean> {
  const { rowCount } = await client.query("select from pg_namespace where nspname = $1", [schema]);
  return rowCount === 1;
}

/** The ids of every tenant of this database, which takes no power: the catalogue is open to every login. */
export async function listTenantIds(connections: Connections): Promise<readonly TenantId[]> {
  const lease = await connections.tenant();
  try {
    const { rows } = await lease.client.query<{ nspname: string }>(TENANT_SCHEMAS);
    return rows.map(({ nspname }) => TenantId.parse(nspname.slice("tenant_".length)));
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    lease.giveBack();
  }
}

const TENANT_SCHEMAS = `
  select n.nspname from pg_namespace n
  join pg_class c on c.relnamespace = n.oid and c.relname = 'schema_migrations'
  where n.nspname like 'tenant\\_%' and pg_get_userbyid(n.nspowner) = '${OWNER_ROLE}' order by n.nspname collate "C"`;

/** Every tenant of this database with its version, by id. */
export async function listTenants(connections: Connections): Promise<readonly Tenant[]> {
  return withAdmin(connections, async (client) => {
    const { rows } = await client.query<{ nspname: string }>(TENANT_SCHEMAS);
    const ids = rows.map((row) => TenantId.parse(row.nspname.slice("tenant_".length)));
    const tenants: Tenant[] = [];
    for (let start = 0; start < ids.length; start += 200) {
      tenants.push(...(await readTenants(client, ids.slice(start, start + 200))));
    }
    return tenants;
  });
}

async function readTenants(client: pg.ClientBase, ids: readonly TenantId[]): Promise<readonly Tenant[]> {
  const parts = ids.map((id) => {
    const ledger = `${schemaOf(id)}.schema_migrations`;
    return `select '${id}' as "tenantId", max(version) as version, min(applied_at) as "createdAt" from ${ledger}`;
  });
  const { rows } = await client.query<Tenant>(
    `select * from (${parts.join(" union all ")}) t order by "tenantId" collate "C"`,
  );
  return rows;
}

/**
 * Removes a tenant with everything in it. Its role goes too, unless another database of the cluster still uses it.
 *
 * @throws {TenantNotFoundError} when it is not there
 */
export async function dropTenant(connections: Connections, tenantId: TenantId): Promise<{ roleKept: boolean }> {
  const schema = schemaOf(tenantId);
  return withAdmin(connections, async (client) => {
    await lockTenant(client, tenantId);
    if (!(await schemaExists(client, schema))) throw new TenantNotFoundError(tenantId);
    await client.query(`drop schema ${schema} cascade; savepoint old_role`);
    try {
      await client.query(`drop role if exists ${schema}`);
      return { roleKept: false };
    } catch (error) {
      if (sqlStateOf(error) !== "2BP01") throw error;
      await client.query("rollback to savepoint old_role");
      return { roleKept: true };
    }
  });
}
