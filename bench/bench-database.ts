import { randomBytes } from "node:crypto";
import { TenantId } from "@dormant-users/shared-types";
import pg from "pg";
import type { DatabaseOptions } from "../packages/bff/src/db/database.ts";
import { type Database, openDatabase } from "../packages/bff/src/db/index.ts";

/** A database of its own on a server, with the product's platform in it. */
export interface BenchDatabase {
  readonly database: Database;
  /** A plain connection as the server's administrator. */
  readonly bare: pg.Client;
  /** Makes a tenant that nobody else uses: roles belong to the whole server. */
  createTenant(): Promise<TenantId>;
}

/** Exit code 2 with a message where no server is named. */
export function serverUrl(): string {
  const url = process.env.DATABASE_URL;
  if (url !== undefined) return url;
  console.error("set DATABASE_URL to a PostgreSQL server on which databases may be created");
  process.exit(2);
}

/** Runs `work` in a new database of the server and takes all of it away afterwards. */
export async function withBenchDatabase<T>(
  work: (bench: BenchDatabase) => Promise<T>,
  options: Pick<DatabaseOptions, "onQuery"> = {},
): Promise<T> {
  const url = serverUrl();
  const mark = randomBytes(4).toString("hex");
  const name = `bench_${mark}`;
  const root = new pg.Client({ connectionString: url });
  await root.connect();
  await root.query(`create database ${name}`);
  const ownUrl = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const database = await openDatabase({ kind: "postgres", url: ownUrl, ...options });
  const bare = new pg.Client({ connectionString: ownUrl });
  const tenants: TenantId[] = [];
  try {
    await database.admin.preparePlatform();
    await bare.connect();
    // Vacuum marks pages as visible only once their commit has reached the log; test servers commit without waiting.
    await bare.query("set synchronous_commit = on; set time zone 'UTC'");
    return await work({
      database,
      bare,
      async createTenant() {
        const tenantId = TenantId.parse(`bench_${mark}_${tenants.length}`);
        await database.admin.createTenant(tenantId);
        tenants.push(tenantId);
        return tenantId;
      },
    });
  } finally {
    await bare.end();
    for (const tenantId of tenants) await database.admin.dropTenant(tenantId);
    await database.close();
    await root.query(`drop database ${name} with (force)`);
    await root.end();
  }
}
