import type { TenantId } from "@dormant-users/shared-types";
import type pg from "pg";
import { EnterError, queryInRole } from "./postgres/role-query.ts";
import type { Query, QueryInput } from "./query.ts";
import { toDatabaseError } from "./sqlstate.ts";
import { schemaOf } from "./tenant-schema.ts";
import {
  enteringError,
  limitOf,
  refuseNesting,
  runTenantTransaction,
  statementFor,
  type TenantAccess,
} from "./tenant-transaction.ts";

/**
 * One read-only query in a tenant's role: in one round trip where the engine can, instead of a transaction's three
 * (`bench/tenant-overhead.ts`).
 *
 * @throws {TenantNotFoundError} when this database has no such tenant
 * @throws {DatabaseError} when the query fails
 */
export async function readAsTenant<Input, Row>(
  access: TenantAccess,
  tenantId: TenantId,
  query: Query<Input, Row>,
  ...input: QueryInput<Input>
): Promise<Row[]> {
  if (!access.connections.readsInOneTrip) {
    return runTenantTransaction(access, tenantId, (tx) => tx.list(query, ...input), { readOnly: true });
  }
  refuseNesting();
  const startedAt = performance.now();
  let rows = 0;
  let failed = true;
  try {
    const result = await readInOneTrip(access, tenantId, query, ...input);
    rows = result.rows.length;
    failed = false;
    return result.rows.map((row) => query.row(row as never));
  } finally {
    access.observe({ query: query.name, tenantId, durationMs: performance.now() - startedAt, rows, failed });
  }
}

async function readInOneTrip<Input>(
  { connections, statementTimeoutMs }: TenantAccess,
  tenantId: TenantId,
  query: Query<Input, unknown>,
  ...input: QueryInput<Input>
): Promise<pg.QueryResult> {
  const schema = schemaOf(tenantId);
  const statement = statementFor(query, schema, ...input);
  const lease = await connections.tenant();
  const { client } = lease;
  const ignore = () => {};
  client.on("error", ignore);
  try {
    return await queryInRole(client, schema, limitOf(statementTimeoutMs), statement);
  } catch (error) {
    throw error instanceof EnterError ? enteringError(error.cause, tenantId) : toDatabaseError(error, query.name);
  } finally {
    // The implicit transaction has ended with its Sync; the pool itself drops a connection that was lost.
    lease.giveBack();
    client.off("error", ignore);
  }
}
