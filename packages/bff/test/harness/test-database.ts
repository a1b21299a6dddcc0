import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TenantId } from "@dormant-users/shared-types";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import type { Connections } from "../../src/db/connections.ts";
import { type Database, type DatabaseOptions, databaseOver } from "../../src/db/database.ts";
import { connectEmbedded, startEngine } from "../../src/db/embedded/open-embedded.ts";
import { preparePlatform } from "../../src/db/platform.ts";
import { openPostgres } from "../../src/db/postgres/open-postgres.ts";
import { databaseName, removeRoles, urlOf } from "./server-run.ts";

/** A database of one test file alone, on the engine the run is for. */
export interface TestDatabase {
  readonly database: Database;
  /** The raw connections beneath, for tests of the database layer itself. */
  readonly connections: Connections;
  /** The address of the file's database; undefined on the embedded engine. */
  readonly url: string | undefined;
  /** A tenant id nobody else uses: roles belong to the whole cluster. */
  uniqueTenantId(): TenantId;
  /** Makes a tenant with all its tables. */
  createTenant(): Promise<TenantId>;
}

/** Which engine this run is for: `TEST_DATABASE_URL` chooses. */
export const testEngine = inject("databaseTemplate").engine;

/**
 * Gives the calling test file a fresh, prepared database, and takes it away afterwards. Call it at the file's top and
 * use what it returns inside tests and hooks.
 */
export function useTestDatabase(options: TestDatabaseOptions = {}): TestDatabase {
  let made: Made | undefined;
  beforeAll(async () => {
    made = await makeDatabase(options);
  });
  afterAll(async () => {
    await made?.remove();
  });
  const get = (): Made => {
    if (made === undefined) throw new Error("the test database is there inside tests and hooks only");
    return made;
  };
  const uniqueTenantId = (): TenantId => get().nextTenantId();
  return {
    get database() {
      return get().database;
    },
    get connections() {
      return get().connections;
    },
    get url() {
      return get().url;
    },
    uniqueTenantId,
    async createTenant() {
      const tenantId = uniqueTenantId();
      await get().database.admin.createTenant(tenantId);
      return tenantId;
    },
  };
}

export interface TestDatabaseOptions extends DatabaseOptions {
  /** Connections on a server; the embedded engine has one. Default 10. */
  readonly poolSize?: number;
}

interface Made {
  readonly database: Database;
  readonly connections: Connections;
  readonly url: string | undefined;
  nextTenantId(): TenantId;
  remove(): Promise<void>;
}

async function makeDatabase(options: TestDatabaseOptions): Promise<Made> {
  const template = inject("databaseTemplate");
  if (template.engine === "embedded") {
    const image = new Blob([await readFile(template.image)]);
    const connections = await connectEmbedded(await startEngine({ image }));
    return toMade(connections, options, undefined, tenantIds("test"), async () => {});
  }
  const token = randomBytes(3).toString("hex");
  const name = databaseName(template.runId, token);
  await onServer(template.url, (client) => client.query(`create database ${name} template ${template.template}`));
  const url = urlOf(template.url, name);
  const prefix = `t${template.runId}_${token}`;
  const connections = openPostgres({ kind: "postgres", url, poolSize: options.poolSize ?? 10 });
  // A copy has no privileges of its own on the database; the rest is there already.
  await preparePlatform(connections);
  return toMade(connections, options, url, tenantIds(prefix), async () => {
    await onServer(template.url, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await removeRoles(client, `tenant_${prefix}_`);
    });
  });
}

function toMade(
  connections: Connections,
  options: DatabaseOptions,
  url: string | undefined,
  nextTenantId: () => TenantId,
  remove: () => Promise<void>,
): Made {
  const database = databaseOver(connections, options);
  return {
    database,
    connections,
    url,
    nextTenantId,
    remove: async () => {
      await database.close();
      await remove();
    },
  };
}

function tenantIds(prefix: string): () => TenantId {
  let next = 0;
  return () => {
    next += 1;
    return TenantId.parse(`${prefix}_${next}`);
  };
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "dormant-users tests" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
