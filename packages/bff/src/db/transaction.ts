import type pg from "pg";
import type { Lease } from "./connections.ts";
import { DatabaseError } from "./errors.ts";
import { toDatabaseError } from "./sqlstate.ts";

export interface TransactionScript {
  /** Opens the transaction and takes on its role; one message, so one round trip. */
  readonly begin: string;
  /** Puts the session back where it stood before, in case the transaction set more than it should. */
  readonly standDown: string;
  /** The typed form of an error in `begin`. Default: the SQLSTATE map's. */
  readonly beginError?: (error: unknown) => unknown;
  /**
   * Whether the work's first statement may follow `begin` before its answer, which saves a round trip. Where `begin` fails
   * the server refuses what follows, so nothing is done outside the transaction or in another role. Default false.
   */
  readonly pipelines?: boolean;
}

/**
 * Runs `work` in one transaction on a borrowed connection and gives the connection back, or ends it when the
 * transaction could not be ended cleanly.
 *
 * @throws {DatabaseError} `transaction_aborted` when `work` swallowed a failed statement: nothing was committed
 */
export async function runTransaction<T>(
  lease: Lease,
  script: TransactionScript,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const { client } = lease;
  // A connection that dies while borrowed also emits; without a listener that would end the process.
  const ignore = () => {};
  client.on("error", ignore);
  let clean = false;
  try {
    const result = await attempt(client, script, work);
    clean = client.getTransactionStatus() === "I";
    return result;
  } catch (error) {
    clean = await rollBack(client, script.standDown);
    throw toDatabaseError(error);
  } finally {
    if (clean) lease.giveBack();
    else await lease.discard();
    client.off("error", ignore);
  }
}

async function attempt<T>(
  client: pg.ClientBase,
  script: TransactionScript,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const begun = client.query(script.begin).catch((error: unknown) => {
    throw script.beginError?.(error) ?? error;
  });
  if (!script.pipelines) await begun;
  const [beginning, working] = await Promise.allSettled([begun, work(client)]);
  // What the work met after a failed `begin` only follows from it.
  if (beginning.status === "rejected") throw beginning.reason;
  if (working.status === "rejected") throw working.reason;
  const result = working.value;
  // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
  const ended = await client.query(`commit; ${script.standDown}`);
  const command = Array.isArray(ended) ? ended[0].command : ended.command;
  if (command !== "COMMIT") throw abortedTransaction();
  return result;
}

function abortedTransaction(): DatabaseError {
  return new DatabaseError({
    kind: "transaction_aborted",
    retryable: false,
    query: undefined,
    sqlState: "25P02",
    constraint: undefined,
    cause: undefined,
  });
}

async function rollBack(client: pg.ClientBase, standDown: string): Promise<boolean> {
  try {
    await client.query(`rollback; ${standDown}`);
    return client.getTransactionStatus() === "I";
  } catch {
    return false;
  }
}
