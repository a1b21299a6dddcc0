import type { TenantId } from "@dormant-users/shared-types";
import type pg from "pg";
import type { Query, QueryInput } from "./query.ts";
import { toDatabaseError } from "./sqlstate.ts";
import { schemaOf } from "./tenant-schema.ts";
import {
  beginAs,
  enteringError,
  refuseNesting,
  runTenantTransaction,
  statementFor,
  type TenantAccess,
} from "./tenant-transaction.ts";

/**
 * One read-only query in a tenant's role, sent with its transaction in one flush where the engine can: one round trip
 * instead of three (`bench/tenant-overhead.ts`).
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
  if (!access.connections.pipelined) {
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
    // Should the first fail, the server refuses the second and the third rolls back: nothing runs as another role.
    const [began, read, ended] = await Promise.allSettled([
      client.query(beginAs(schema, { readOnly: true }, statementTimeoutMs)),
      client.query(statement),
      client.query(`commit; ${connections.standDown}`),
    ]);
    if (began.status === "rejected") throw enteringError(began.reason, tenantId);
    if (read.status === "rejected") throw toDatabaseError(read.reason, query.name);
    if (ended.status === "rejected") throw toDatabaseError(ended.reason, query.name);
    return read.value;
  } finally {
    if (client.getTransactionStatus() === "I") lease.giveBack();
    else await lease.discard();
    client.off("error", ignore);
  }
}
