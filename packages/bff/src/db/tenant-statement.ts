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

interface StatementOptions {
  /** Writes are refused by the database. */
  readonly readOnly: boolean;
}

/**
 * One query in a tenant's role, a transaction of its own: in one round trip where the engine can, instead of two
 * (`bench/tenant-overhead.ts`).
 *
 * @throws {TenantNotFoundError} when this database has no such tenant
 * @throws {DatabaseError} when the query fails
 */
export async function askAsTenant<Input, Row>(
  access: TenantAccess,
  tenantId: TenantId,
  options: StatementOptions,
  query: Query<Input, Row>,
  ...input: QueryInput<Input>
): Promise<Row[]> {
  if (!access.connections.asksInOneTrip) {
    return runTenantTransaction(access, tenantId, (tx) => tx.list(query, ...input), options);
  }
  refuseNesting();
  const startedAt = performance.now();
  let rows = 0;
  let failed = true;
  try {
    const result = await askInOneTrip(access, tenantId, options, query, ...input);
    rows = result.rows.length;
    failed = false;
    return result.rows.map((row) => query.row(row as never));
  } finally {
    access.observe({ query: query.name, tenantId, durationMs: performance.now() - startedAt, rows, failed });
  }
}

async function askInOneTrip<Input>(
  { connections, statementTimeoutMs }: TenantAccess,
  tenantId: TenantId,
  { readOnly }: StatementOptions,
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
    const session = { role: schema, timeoutMs: limitOf(statementTimeoutMs), readOnly };
    return await queryInRole(client, session, statement);
  } catch (error) {
    throw error instanceof EnterError ? enteringError(error.cause, tenantId) : toDatabaseError(error, query.name);
  } finally {
    // The implicit transaction has ended with its Sync; the pool itself drops a connection that was lost.
    lease.giveBack();
    client.off("error", ignore);
  }
}
