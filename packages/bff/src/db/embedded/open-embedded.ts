import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { Connections, Lease } from "../connections.ts";
import { preparePlatform } from "../platform.ts";
import { POOL_ROLE } from "../roles.ts";
import { toDatabaseError } from "../sqlstate.ts";
import { valueParsers } from "../value-parsers.ts";

// What a server's connection begins with, see open-postgres.ts; here the one session outlives every borrower.
const SESSION = "reset all; set timezone = 'UTC'; set datestyle = 'ISO'; set search_path = public";
const STAND_DOWN = `${SESSION}; set role ${POOL_ROLE}`;

/** An embedded engine in this process: over a directory, in memory, or a copy of a dumped one. */
export async function startEngine(where: { dataDir?: string; image?: Blob } = {}): Promise<PGlite> {
  // Imported when asked for: a process that works on a server should not load a second PostgreSQL.
  const [{ PGlite }, { vector }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite-pgvector"),
  ]);
  return PGlite.create({
    ...(where.dataDir === undefined ? {} : { dataDir: where.dataDir }),
    ...(where.image === undefined ? {} : { loadDataDir: where.image }),
    extensions: { vector },
  });
}

/**
 * Connections to an embedded engine. It has one session for everybody: borrowers wait for each other, and between them
 * the session stands in the powerless role although a superuser lies beneath.
 */
export async function connectEmbedded(
  engine: PGlite,
  onClose: () => Promise<void> = async () => {},
): Promise<Connections> {
  const { createPgConfig } = await import("@electric-sql/pglite/node-postgres");
  const pool = new pg.Pool({ ...createPgConfig(engine), max: 1, idleTimeoutMillis: 0, types: valueParsers });
  // A client must never be removed from this pool: the adapter's one connection would end under its successor.
  const borrow = async (): Promise<Lease> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw toDatabaseError(error);
    });
    return { client, giveBack: () => client.release(), discard: () => repair(client) };
  };
  const connections: Connections = {
    engine: "embedded",
    asksInOneTrip: false,
    pipelines: false,
    standDown: STAND_DOWN,
    tenant: borrow,
    admin: borrow,
    close: async () => {
      await pool.end();
      await engine.close();
      await onClose();
    },
  };
  // Its transaction makes the role that it stands down into.
  await preparePlatform(connections);
  return connections;
}

async function repair(client: pg.PoolClient): Promise<void> {
  try {
    await client.query("rollback");
    await client.query(STAND_DOWN);
  } finally {
    client.release();
  }
}
