import { AsyncLocalStorage } from "node:async_hooks";
import type { TenantId } from "@dormant-users/shared-types";
import type pg from "pg";
import type { Connections } from "./connections.ts";
import { DatabaseUsageError, TenantNotFoundError, UnexpectedRowCountError } from "./errors.ts";
import type { Query, QueryInput } from "./query.ts";
import { sqlStateOf, toDatabaseError } from "./sqlstate.ts";
import { type SchemaName, schemaOf } from "./tenant-schema.ts";
import { runTransaction } from "./transaction.ts";

/** What one statement did; for logs and metrics. */
export interface QueryEvent {
  readonly query: string;
  readonly tenantId: TenantId;
  readonly durationMs: number;
  readonly rows: number;
  readonly failed: boolean;
}

export interface TenantTransactionOptions {
  /** Default `read committed`. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  /** Writes are refused by the database. Default false. */
  readonly readOnly?: boolean;
  /** Longest time for one statement; 0 is no limit. Default: the database's setting. The embedded engine ignores it. */
  readonly statementTimeoutMs?: number;
}

const closeHandle: unique symbol = Symbol("close");

/** The only row, or undefined. @throws {UnexpectedRowCountError} when there are more */
export function atMostOne<Row>(query: string, rows: readonly Row[]): Row | undefined {
  if (rows.length > 1) throw new UnexpectedRowCountError(query, "at most 1", rows.length);
  return rows[0];
}

interface Session {
  open: boolean;
}

// Asking for a second connection while holding one is a deadlock on a pool of one, and at load on any pool.
const current = new AsyncLocalStorage<Session>();

/** @throws {DatabaseUsageError} inside an open tenant transaction */
export function refuseNesting(): void {
  if (current.getStore()?.open) {
    throw new DatabaseUsageError("a tenant transaction is open already: pass it on instead of opening another");
  }
}

/**
 * A transaction that can see one tenant and nothing else. Only {@link withTenant} makes one, so a function that asks for
 * it cannot be called without a tenant.
 */
class TenantTransactionHandle {
  readonly tenantId: TenantId;
  readonly #client: pg.ClientBase;
  readonly #schema: SchemaName;
  readonly #session: Session;
  readonly #observe: (event: QueryEvent) => void;
  readonly #pipelines: boolean;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.ClientBase, tenantId: TenantId, session: Session, access: TenantAccess) {
    this.#client = client;
    this.tenantId = tenantId;
    this.#schema = schemaOf(tenantId);
    this.#session = session;
    this.#observe = access.observe;
    this.#pipelines = access.connections.pipelines;
  }

  /** Every row. */
  async list<Input, Row>(query: Query<Input, Row>, ...input: QueryInput<Input>): Promise<Row[]> {
    const result = await this.#run(query, ...input);
    return result.rows.map((row) => query.row(row as never));
  }

  /** The one row, or undefined. @throws {UnexpectedRowCountError} when there are more */
  async find<Input, Row>(query: Query<Input, Row>, ...input: QueryInput<Input>): Promise<Row | undefined> {
    return atMostOne(query.name, await this.list(query, ...input));
  }

  /** The one row. @throws {UnexpectedRowCountError} when there is none, or more than one */
  async get<Input, Row>(query: Query<Input, Row>, ...input: QueryInput<Input>): Promise<Row> {
    const rows = await this.list(query, ...input);
    const [row] = rows;
    if (row === undefined || rows.length > 1) throw new UnexpectedRowCountError(query.name, "1", rows.length);
    return row;
  }

  /** Runs a statement for its effect; gives the number of rows it touched. */
  async execute<Input>(query: Query<Input, unknown>, ...input: QueryInput<Input>): Promise<number> {
    const result = await this.#run(query, ...input);
    return result.rowCount ?? 0;
  }

  /** Ends the handle and waits for statements nobody awaited, so that none runs after the transaction. */
  async [closeHandle](): Promise<void> {
    this.#session.open = false;
    await this.#last.catch(() => {});
  }

  #run<Input>(query: Query<Input, unknown>, ...input: QueryInput<Input>): Promise<pg.QueryResult> {
    if (!this.#session.open) {
      throw new DatabaseUsageError(`query ${query.name} came after its transaction had ended: await every query`);
    }
    const result = this.#pipelines
      ? this.#send(query, ...input)
      : this.#last.catch(() => {}).then(() => this.#send(query, ...input));
    this.#last = result;
    return result;
  }

  async #send<Input>(query: Query<Input, unknown>, ...input: QueryInput<Input>): Promise<pg.QueryResult> {
    const startedAt = performance.now();
    let rows = 0;
    let failed = true;
    try {
      const result = await this.#client.query(statementFor(query, this.#schema, ...input));
      rows = result.rowCount ?? 0;
      failed = false;
      return result;
    } catch (error) {
      throw toDatabaseError(error, query.name);
    } finally {
      const durationMs = performance.now() - startedAt;
      this.#observe({ query: query.name, tenantId: this.tenantId, durationMs, rows, failed });
    }
  }
}

export type TenantTransaction = TenantTransactionHandle;

export interface TenantAccess {
  readonly connections: Connections;
  readonly statementTimeoutMs: number;
  readonly observe: (event: QueryEvent) => void;
}

/**
 * Runs `work` in one transaction that stands in the tenant's role: commits what it returns, rolls back what it throws.
 *
 * @throws {TenantNotFoundError} when this database has no such tenant
 * @throws {DatabaseError} when a statement or the commit fails
 */
export async function runTenantTransaction<T>(
  access: TenantAccess,
  tenantId: TenantId,
  work: (tx: TenantTransaction) => Promise<T>,
  options: TenantTransactionOptions = {},
): Promise<T> {
  refuseNesting();
  const timeoutMs = options.statementTimeoutMs ?? access.statementTimeoutMs;
  const script = {
    begin: beginAs(schemaOf(tenantId), options, timeoutMs),
    standDown: access.connections.standDown,
    pipelines: access.connections.pipelines,
    beginError: (error: unknown) => enteringError(error, tenantId),
  };
  const lease = await access.connections.tenant();
  return runTransaction(lease, script, async (client) => {
    const session: Session = { open: true };
    const tx = new TenantTransactionHandle(client, tenantId, session, access);
    try {
      return await current.run(session, () => work(tx));
    } finally {
      await tx[closeHandle]();
    }
  });
}

// One message: begin, role, limits, and the proof that the schema is in this database (roles belong to the cluster).
function beginAs(schema: SchemaName, options: TenantTransactionOptions, timeoutMs: number): string {
  const isolation = options.isolation === undefined ? "" : ` isolation level ${options.isolation}`;
  const mode = options.readOnly ? " read only" : "";
  return `begin${isolation}${mode}; select set_config('role','${schema}',true), set_config('statement_timeout','${limitOf(timeoutMs)}',true), '${schema}'::regnamespace`;
}

/** A statement's time limit as PostgreSQL takes it: whole milliseconds, 0 for none. */
export function limitOf(timeoutMs: number): number {
  return Math.max(0, Math.trunc(timeoutMs));
}

/** The statement a query becomes for one tenant. Its prepared name includes the tenant: the text has its schema. */
export function statementFor<Input>(query: Query<Input, unknown>, schema: SchemaName, ...input: QueryInput<Input>) {
  const statement = { text: query.text(schema), values: [...query.params(...input)] };
  return query.prepare ? { ...statement, name: `${query.id}:${schema}` } : statement;
}

// 22023: no such role. 42501: a role the pool was never granted. 3F000: no such schema.
const UNKNOWN_TENANT_STATES = new Set(["22023", "42501", "3F000"]);

/** The error of standing in a tenant's role: a state that means "no such tenant", or any other fault. */
export function enteringError(error: unknown, tenantId: TenantId): unknown {
  const state = sqlStateOf(error);
  if (state !== undefined && UNKNOWN_TENANT_STATES.has(state)) return new TenantNotFoundError(tenantId);
  return toDatabaseError(error, "tenant.enter");
}
