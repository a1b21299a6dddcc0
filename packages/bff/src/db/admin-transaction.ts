import type pg from "pg";
import type { Connections, Lease } from "./connections.ts";
import { PlatformNotPreparedError } from "./errors.ts";
import { OWNER_ROLE } from "./roles.ts";
import { sqlStateOf, toDatabaseError } from "./sqlstate.ts";
import { runTransaction } from "./transaction.ts";

/** Runs `work` in one transaction that stands in the role that owns every tenant. Never for a request's work. */
export async function withAdmin<T>(
  connections: Connections,
  work: (client: pg.ClientBase) => Promise<T>,
  options: AdminOptions = {},
): Promise<T> {
  return runTransaction(await connections.admin(), adminScript(connections, options), work);
}

export interface AdminOptions {
  /** A change that waits longer for a lock gives up, so that it does not hold up everyone queueing behind it. */
  readonly lockTimeoutMs?: number;
}

function adminScript(connections: Connections, { lockTimeoutMs = 15_000 }: AdminOptions = {}) {
  return {
    begin: `begin; set local role ${OWNER_ROLE}; set local lock_timeout = ${Math.trunc(lockTimeoutMs)}; set local statement_timeout = 0`,
    standDown: connections.standDown,
    beginError: adminError,
  };
}

/** For what PostgreSQL refuses inside a transaction (VACUUM). The role is given up before anyone else can meet it. */
export async function withAdminSession<T>(
  connections: Connections,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const lease = await connections.admin();
  const ignore = () => {};
  lease.client.on("error", ignore);
  let clean = false;
  try {
    await lease.client.query(`set role ${OWNER_ROLE}`).catch((error: unknown) => {
      throw adminError(error);
    });
    return await work(lease.client);
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    clean = await standDown(lease, connections.standDown);
    if (clean) lease.giveBack();
    else await lease.discard();
    lease.client.off("error", ignore);
  }
}

async function standDown(lease: Lease, script: string): Promise<boolean> {
  try {
    await lease.client.query(script);
    return lease.client.getTransactionStatus() === "I";
  } catch {
    return false;
  }
}

function adminError(error: unknown): unknown {
  const state = sqlStateOf(error);
  if (state === "22023" || state === "42501") {
    return new PlatformNotPreparedError(
      `the login may not act as ${OWNER_ROLE}: run "dormant migrate" with DATABASE_ADMIN_URL naming an administrator`,
      { cause: error },
    );
  }
  return toDatabaseError(error);
}
