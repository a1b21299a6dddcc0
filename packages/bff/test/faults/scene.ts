import type { TenantId, UserId } from "@dormant-users/shared-types";
import { type Bedrock, createBedrock } from "../../src/adapters/bedrock/create-bedrock.ts";
import type { CallLimits } from "../../src/adapters/bedrock/model-caller.ts";
import { budgetPriceOf, DEFAULT_EMBEDDING_MODEL_ID } from "../../src/adapters/bedrock/model-catalogue.ts";
import type { Services } from "../../src/composition/services.ts";
import type { Database, DatabaseOptions } from "../../src/db/database.ts";
import { type AnalysisRun, executeRun, startRun } from "../../src/features/runs/index.ts";
import { createLogger } from "../../src/observability/logger.ts";
import { dormantUsers, ingestPeople, openServices, type Person, person } from "../analysis/analysed-tenant.ts";

/** Long for a stand-in on this machine: nothing ends by them but what a row means to end. */
const PATIENT: CallLimits = { turnMs: 20_000, deadlineMs: 20_000, attemptMs: 10_000, maxAttempts: 3 };
/** For rows in which nothing answers. */
export const SHORT: CallLimits = { ...PATIENT, attemptMs: 150 };

export interface SceneParts {
  /** People who are dormant. Default 4: one fewer than open the circuit breaker. */
  readonly people?: number | readonly Person[];
  readonly environment?: Record<string, string>;
  /** Of a server's connections, where a row needs one. */
  readonly database?: DatabaseOptions;
  /** Words that must not leave or be kept by an analysis, besides what names the people. */
  readonly secrets?: readonly string[];
  readonly chatLimits?: CallLimits;
  readonly embedderLimits?: CallLimits;
  readonly overrides?: Partial<Services>;
}

/** A tenant with dormant people, the product's services with Bedrock as analyst and embedder, and all that was logged. */
export interface Scene {
  readonly tenantId: TenantId;
  readonly services: Services;
  readonly people: readonly Person[];
  readonly secrets: readonly string[];
  readonly lines: readonly string[];
  /** Objects that were reported: their vectors are charged to the month and to no run. */
  readonly arrivals: string[];
  /** The dormant, longest quiet first. */
  users(): Promise<UserId[]>;
  run(options?: RunOptions): Promise<AnalysisRun>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly deadlineMs?: number;
  /** Done once, while the run works, as soon as `when` holds. */
  readonly meanwhile?: { readonly when: (run: AnalysisRun) => boolean; readonly act: () => Promise<unknown> };
}

export const dormantPeople = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => person(index, 40 + 11 * index, { privileged: index % 5 === 0 }));

export async function openScene(database: Database, tenantId: TenantId, parts: SceneParts = {}): Promise<Scene> {
  const { people: asked = 4, environment = {}, chatLimits = PATIENT, embedderLimits = PATIENT } = parts;
  const people = typeof asked === "number" ? dormantPeople(asked) : asked;
  const lines: string[] = [];
  const logger = createLogger({ level: "debug", embedMetrics: true, write: (line) => lines.push(line) });
  const opened: Bedrock[] = [];
  const bedrock = (limits: CallLimits): Bedrock => {
    // Backoff is tested where it is made: here it would only be waited for.
    const made = createBedrock({ region: "us-east-1", limits, surroundings: { sleep: async () => {} } });
    opened.push(made);
    return made;
  };
  const services = await openServices(database, environment, {
    logger,
    chatModel: bedrock(chatLimits).chatModel(),
    embedder: bedrock(embedderLimits).embedder(DEFAULT_EMBEDDING_MODEL_ID),
    costOf: budgetPriceOf,
    ...parts.overrides,
  });
  if (people.length > 0) await ingestPeople(services, tenantId, people);
  return {
    tenantId,
    services,
    people,
    secrets: parts.secrets ?? [],
    lines,
    arrivals: [],
    users: () => dormantUsers(database, tenantId),
    run: (options) => runOnce(services, tenantId, options),
    async close() {
      await services.close();
      for (const one of opened) one.close();
    },
  };
}

async function runOnce(
  services: Services,
  tenantId: TenantId,
  { deadlineMs, meanwhile }: RunOptions = {},
): Promise<AnalysisRun> {
  const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
  let acting: Promise<unknown> | undefined;
  const ended = await executeRun(services, tenantId, run.id, {
    deadlineMs,
    onProgress: (now) => {
      if (meanwhile?.when(now) === true) acting ??= meanwhile.act();
    },
  });
  if (meanwhile !== undefined && acting === undefined) throw new Error("the run ended before its fault came");
  await acting;
  return ended;
}
