import type { Config } from "../config/config.ts";
import { VERSION } from "../config/version.ts";
import { type Database, openDatabase } from "../db/index.ts";
import type { ReadinessCheck } from "../features/health/probe.ts";
import { createLogger } from "../observability/logger.ts";
import { recordQuery } from "../observability/request-scope.ts";
import { chooseAuth } from "./choose-auth.ts";
import { chooseModels } from "./choose-models.ts";
import { openObjects } from "./open-objects.ts";
import type { Services } from "./services.ts";

/**
 * The one place that chooses adapters. What a caller (a test, the demo) overrides is not opened here, and is not
 * closed here either.
 *
 * @throws Error where the embedded database cannot be opened; a server is first asked when it is needed
 */
export async function createServices(config: Config, overrides: Partial<Services> = {}): Promise<Services> {
  const now = overrides.now ?? Date.now;
  const logger = overrides.logger ?? createLogger({ level: config.logLevel, now });
  const models = chooseModels(config);
  const database = overrides.database ?? (await chooseDatabase(config));
  const listTenants = async () => (await database.admin.listTenants()).map(({ tenantId }) => tenantId);
  const closeDatabase = async () => {
    if (overrides.database === undefined) await database.close();
  };
  const auth = overrides.verifier
    ? { verifier: overrides.verifier, dev: undefined }
    : await chooseAuth({ config, logger, now, listTenants }).catch(async (error: unknown) => {
        await closeDatabase();
        throw error;
      });
  let closing: Promise<void> | undefined;
  return {
    version: VERSION,
    readiness: [databaseCheck(database)],
    ...auth,
    ...models,
    openObjects: (place) => openObjects(place, config),
    ...overrides,
    config,
    now,
    logger,
    database,
    close() {
      models.closeModels();
      closing ??= closeDatabase();
      return closing;
    },
  };
}

function chooseDatabase({ databaseUrl, databaseAdminUrl, dataDir, requestTimeoutMs }: Config): Promise<Database> {
  const options = {
    // A statement that outlives its request works for nobody. Jobs state their own limit in their transactions.
    statementTimeoutMs: requestTimeoutMs,
    onQuery: ({ query, durationMs }: { query: string; durationMs: number }) => recordQuery(query, durationMs),
  };
  if (databaseUrl === undefined) return openDatabase({ kind: "embedded", directory: dataDir, ...options });
  const adminUrl = databaseAdminUrl?.reveal();
  return openDatabase({ kind: "postgres", url: databaseUrl.reveal(), ...(adminUrl && { adminUrl }), ...options });
}

function databaseCheck(database: Database): ReadinessCheck {
  return {
    name: "database",
    async check() {
      const { ok, error } = await database.health();
      if (!ok) throw error;
    },
  };
}
