import type { TenantId } from "@dormant-users/shared-types";
import type { Config } from "../config/config.ts";
import { VERSION } from "../config/version.ts";
import type { Database } from "../db/index.ts";
import type { ReadinessCheck } from "../features/health/probe.ts";
import { maintainSearches } from "../features/insights/index.ts";
import { type ExecuteRun, executeRun as executeAnalysisRun } from "../features/runs/index.ts";
import { createLogger } from "../observability/logger.ts";
import { chooseAnswers } from "./choose-answers.ts";
import { chooseAuth } from "./choose-auth.ts";
import { chooseDatabase } from "./choose-database.ts";
import { chooseErasureKeys } from "./choose-erasure-keys.ts";
import { chooseEvents } from "./choose-events.ts";
import { chooseExports } from "./choose-exports.ts";
import { chooseJobs } from "./choose-jobs.ts";
import type { Models } from "./choose-models.ts";
import { createJobRunner } from "./job-runner.ts";
import type { Services } from "./services.ts";
import { withoutModels } from "./without-models.ts";

/**
 * The one place that chooses adapters. What a caller (a test, the demo) overrides is not opened here, and is not
 * closed here either.
 *
 * @throws Error where the embedded database cannot be opened; a server is first asked when it is needed
 */
export async function createServices(config: Config, overrides: Partial<Services> = {}): Promise<Services> {
  const now = overrides.now ?? Date.now;
  const logger = overrides.logger ?? createLogger({ ...config, level: config.logLevel, now });
  const models = await modelsOf(config, overrides);
  const database = overrides.database ?? (await chooseDatabase(config));
  const closeDatabase = async () => {
    if (overrides.database === undefined) await database.close();
  };
  const auth = overrides.verifier
    ? { verifier: overrides.verifier, dev: undefined }
    : await chooseAuth({ config, logger, now, listTenants: database.listTenantIds }).catch(async (error: unknown) => {
        await closeDatabase();
        throw error;
      });
  const cache = overrides.answers ? undefined : await chooseAnswers(config, logger);
  const events = overrides.events ?? (await chooseEvents(config));
  const indexEmbeddings = (tenant: TenantId) => maintainSearches({ database }, tenant);
  const executeRun: ExecuteRun =
    overrides.executeRun ??
    (async (tenant, jobId, signal) => {
      await executeAnalysisRun({ ...models, database, indexEmbeddings, now, logger }, tenant, jobId, { signal });
    });
  const runner = createJobRunner({ execute: executeRun, logger });
  const close = async () => {
    await runner.close();
    models.closeModels();
    cache?.close();
    await closeDatabase();
  };
  let closing: Promise<void> | undefined;
  return {
    version: VERSION,
    readiness: [databaseCheck(database)],
    ...auth,
    ...models,
    answers: cache?.answers,
    events,
    erasureKeys: chooseErasureKeys(config),
    exports: chooseExports(config, now),
    jobs: await chooseJobs(config, runner),
    executeRun,
    indexEmbeddings,
    streams: !config.onLambda,
    // The S3 client weighs as much as all the rest, and a server that answers requests never needs it.
    openObjects: async (place) => (await import("./open-objects.ts")).openObjects(place, config),
    ...overrides,
    config,
    now,
    logger,
    database,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** The models' clients weigh as much as all the rest: they are loaded only by a process that asks models. */
async function modelsOf(config: Config, overrides: Partial<Services>): Promise<Models> {
  const given =
    overrides.embedder === undefined ? (await import("./choose-models.ts")).chooseModels(config) : withoutModels;
  const { embedder = given.embedder, costOf = given.costOf } = overrides;
  const chatModel = "chatModel" in overrides ? overrides.chatModel : given.chatModel;
  return { ...given, embedder, costOf, chatModel };
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
