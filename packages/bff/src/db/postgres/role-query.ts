import pg from "pg";

/** The part of node-postgres's connection that the extended protocol needs. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  bind(message: { statement: string; values: readonly string[] }): void;
  execute(message: { portal?: string }): void;
  sync(): void;
}

/** node-postgres's own query, with the methods its client calls; typed here because its type declarations omit them. */
interface WireQuery extends pg.Submittable {
  submit(connection: pg.Connection): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
}
type Callback = (error: Error | null, result: pg.QueryResult) => void;
const BaseQuery = pg.Query as unknown as new (
  config: pg.QueryConfig,
  values: undefined,
  callback: Callback,
) => WireQuery;

const ENTER = "tenant_enter";
const LEAVE = "tenant_leave";

/**
 * Prepares, on a new connection, the two statements that {@link RoleQuery} puts around a query.
 *
 * @param standing the role the connection stands in between transactions; `none` for its login
 */
export function prepareRoles(standing: string): string {
  return `
    prepare ${ENTER} (text, text, text) as
      select set_config('role', $1, true), set_config('statement_timeout', $2, true),
             set_config('transaction_read_only', $3, true), $1::regnamespace;
    prepare ${LEAVE} as select set_config('role', '${standing}', false)`;
}

/** How a query's transaction stands. */
export interface RoleSession {
  readonly role: string;
  /** 0: no limit. */
  readonly timeoutMs: number;
  readonly readOnly: boolean;
}

/**
 * One query in a tenant's role in one round trip: enter, query and leave go out together before a single Sync, which
 * makes them one implicit transaction. Its end, in success and in error, takes the role and the limits with it.
 */
class RoleQuery extends BaseQuery {
  readonly #settings: readonly string[];
  #completed = 0;

  constructor({ role, timeoutMs, readOnly }: RoleSession, config: pg.QueryConfig, callback: Callback) {
    super({ ...config, queryMode: "extended" } as pg.QueryConfig, undefined, callback);
    this.#settings = [role, String(timeoutMs), readOnly ? "on" : "off"];
  }

  /** Whether the role was taken on; an error before that is about the tenant, not about the query. */
  get entered(): boolean {
    return this.#completed > 0;
  }

  override submit(connection: pg.Connection): Error | null {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    try {
      wire.bind({ statement: ENTER, values: this.#settings });
      wire.execute({});
      return super.submit(connection);
    } finally {
      wire.stream.uncork();
    }
  }

  /** Called by the base class when the query is bound: it would execute it and sync. */
  _getRows(connection: Wire): void {
    connection.execute({});
    connection.bind({ statement: LEAVE, values: [] });
    connection.execute({});
    connection.sync();
  }

  override handleDataRow(message: unknown): void {
    if (this.#completed === 1) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.#completed === 1) super.handleCommandComplete(message, connection);
    this.#completed += 1;
  }
}

/** An error of the first statement: the role could not be taken on. */
export class EnterError extends Error {
  override readonly name = "EnterError";
}

/**
 * Runs a query in a role that ends with it, in one round trip. The connection needs {@link prepareRoles}.
 *
 * @throws {EnterError} whose cause says why the role could not be taken on
 */
export function queryInRole(
  client: pg.ClientBase,
  session: RoleSession,
  config: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new RoleQuery(session, config, (error, result) => {
      if (error === null) resolve(result);
      else reject(query.entered ? error : new EnterError("the role could not be taken on", { cause: error }));
    });
    client.query(query);
  });
}
