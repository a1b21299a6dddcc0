import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobId, TenantId, UserId } from "@dormant-users/shared-types";
import { afterEach, describe, expect, it } from "vitest";
import { createServices } from "../../src/composition/create-services.ts";
import type { Services } from "../../src/composition/services.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { type Database, defineQuery, type TenantTransaction } from "../../src/db/index.ts";
import { embedTenant, findInsight, listInsightHistory } from "../../src/features/insights/index.ts";
import { executeRun, startRun } from "../../src/features/runs/index.ts";
import { getMonthlySpend } from "../../src/features/spending/index.ts";
import { silentLogger } from "../../src/observability/logger.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { Dormant } from "../cli/dormant.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { dormantUsers, ingestPeople, openServices, person } from "./analysed-tenant.ts";
import { reservedOf } from "./month-budget.ts";

const BEDROCK = { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "local" };
const PEOPLE = Array.from({ length: 24 }, (_, index) => person(index, 40 + 11 * index));
const AT_ONCE = 10;
const TEXTS_PER_CALL = 10;
const LATENCY_MS = 400;
const test = useTestDatabase();
let latencyMs = 0;
const standIn = useBedrockStandIn({ latencyMs: () => latencyMs });
afterEach(() => {
  latencyMs = 0;
});

const texts = () => standIn().calls.filter(({ operation }) => operation === "invoke");
const questions = () => standIn().calls.filter(({ operation }) => operation === "converse");

/** As a process that was killed would leave it a minute later. */
const expireLease = defineQuery<JobId>({
  name: "test.expire_lease",
  text: (schema) =>
    `UPDATE ${schema}.analysis_runs SET heartbeat_at = now() - interval '2 minutes' WHERE run_id = $1 AND status = 'running'`,
  params: (runId) => [runId],
});

/** The database as a process sees it that dies where it would run this query: rolled back, and never heard of again. */
function dyingAt(database: Database, name: string): Database {
  const dies = new Error("the process is gone");
  const withTenant: Database["withTenant"] = async (tenantId, work, options) => {
    try {
      return await database.withTenant(
        tenantId,
        (tx) => {
          const execute: TenantTransaction["execute"] = (query, ...input) => {
            if (query.name === name) throw dies;
            return tx.execute(query, ...input);
          };
          return work(
            new Proxy(tx, { get: (of, key) => (key === "execute" ? execute : Reflect.get(of, key).bind(of)) }),
          );
        },
        options,
      );
    } catch (error) {
      if (error !== dies) throw error;
      return new Promise(() => {});
    }
  };
  return { ...database, withTenant };
}

async function expectPaidOnce(services: Services, tenantId: TenantId, runCostUsd: number): Promise<void> {
  const { database } = services;
  for (const userId of await dormantUsers(database, tenantId)) {
    const [history, stored] = await database.withTenant(tenantId, async (tx) => [
      await listInsightHistory(tx, userId),
      await findInsight(tx, userId),
    ]);
    expect(history).toHaveLength(1);
    expect(stored?.insight).toMatchObject({ source: "model", rules_reason: null });
  }
  const spend = await database.withTenant(tenantId, (tx) => getMonthlySpend(tx, Date.now()));
  expect(spend.costUsd).toBeCloseTo(runCostUsd, 7);
}

interface Directory {
  readonly tenantId: TenantId;
  readonly dataDir: string;
  open(environment?: Record<string, string>): Promise<Services>;
}

/** A data directory with a tenant of {@link PEOPLE}, open to whoever comes. */
async function withDirectory(work: (directory: Directory) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "killed-"));
  const open = (environment: Record<string, string> = BEDROCK) =>
    createServices(loadConfig({ dataDir }, environment), { logger: silentLogger });
  try {
    const services = await open();
    await services.database.admin.preparePlatform();
    const tenantId = "acme" as TenantId;
    await services.database.admin.createTenant(tenantId);
    await ingestPeople(services, tenantId, PEOPLE);
    await services.close();
    await work({ tenantId, dataDir, open });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A command over the directory, in a process of its own. */
function start(
  command: string,
  { tenantId, dataDir }: Pick<Directory, "tenantId" | "dataDir">,
  environment: Record<string, string> = BEDROCK,
): Dormant {
  const env = Object.entries({ ...standIn().environment, ...environment }).filter(([, value]) => value);
  return new Dormant([command, "--tenant", tenantId, "--data-dir", dataDir], {
    env: Object.fromEntries(env) as Record<string, string>,
  });
}

describe("a process that is killed", () => {
  it("in a run asks nobody again whose answer was there, and counts each answer once", async () => {
    const tenantId = await test.createTenant();
    const services = await openServices(test.database, BEDROCK);
    await ingestPeople(services, tenantId, PEOPLE);
    const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
    const dying = { ...services, database: dyingAt(test.database, "insights.insert_insight") };
    void executeRun(dying, tenantId, run.id);
    await expect.poll(() => questions().length).toBe(AT_ONCE);
    const answered = () => test.database.withTenant(tenantId, (tx) => tx.get(countAnswered, run.id));
    await expect.poll(answered).toEqual({ answered: AT_ONCE });
    await test.database.withTenant(tenantId, (tx) => tx.execute(expireLease, run.id));
    const ended = await executeRun(services, tenantId, run.id);
    expect(ended).toMatchObject({ status: "succeeded", analysed: 24, byModel: 24, modelCalls: 24 });
    expect(questions()).toHaveLength(24);
    await expectPaidOnce(services, tenantId, ended.costUsd);
    expect(await answered()).toEqual({ answered: 0 });
  });

  it("by kill -9 in a run has at most the questions under way asked again, and meters them at their largest cost", async () => {
    await withDirectory(async ({ tenantId, dataDir, open }) => {
      latencyMs = LATENCY_MS;
      const killed = start("analyze", { tenantId, dataDir });
      // The first ten are answered, the second ten are under way.
      await expect.poll(() => questions().length, { timeout: 60_000, interval: 20 }).toBeGreaterThan(AT_ONCE);
      killed.signal("SIGKILL");
      await killed.ended();
      const askedBefore = questions().length;
      latencyMs = 0;

      const services = await open();
      const { run, joined } = await startRun(services.database, tenantId, { requestedBy: "test" });
      expect(joined).toBe(true);
      await services.database.withTenant(tenantId, (tx) => tx.execute(expireLease, run.id));
      const reserved = await services.database.withTenant(tenantId, reservedOf);
      const ended = await executeRun(services, tenantId, run.id);
      const askedAgain = questions().length - PEOPLE.length;
      const lost = reserved.calls;
      expect(ended).toMatchObject({ status: "succeeded", analysed: 24, byModel: 24 });
      expect(ended.modelCalls).toBe(PEOPLE.length + lost);
      expect(askedBefore).toBeGreaterThan(AT_ONCE);
      expect(askedAgain).toBeGreaterThan(0);
      // The process may die with money set aside for a question that was not sent yet.
      expect(lost).toBeGreaterThanOrEqual(askedAgain);
      expect(lost).toBeLessThanOrEqual(AT_ONCE);
      await expectPaidOnce(services, tenantId, ended.costUsd);
      const dearestUsd = reserved.usd / lost;
      expect(ended.costUsd).toBeGreaterThan(lost * dearestUsd);
      expect(ended.costUsd).toBeLessThan((lost + PEOPLE.length) * dearestUsd);
      await services.close();
    });
  }, 120_000);

  it("by kill -9 while vectors are made loses two calls of the embedder at most, and makes no vector again", async () => {
    await withDirectory(async ({ tenantId, dataDir, open }) => {
      const environment = { ...BEDROCK, DORMANT_EMBEDDER: "titan-v2" };
      latencyMs = LATENCY_MS;
      const killed = start("embed", { tenantId, dataDir }, environment);
      // The third call follows the first, once that one's vectors are kept.
      await expect.poll(() => texts().length, { timeout: 60_000, interval: 20 }).toBeGreaterThan(2 * TEXTS_PER_CALL);
      killed.signal("SIGKILL");
      await killed.ended();
      const sentBefore = texts().length;
      latencyMs = 0;

      const services = await open(environment);
      const kept = await services.database.withTenant(tenantId, (tx) => tx.list(listVectors));
      const left = await services.database.withTenant(tenantId, reservedOf);
      await services.database.withTenant(tenantId, (tx) => tx.execute(ageReservations));
      const embedded = await embedTenant(services, tenantId);
      expect(kept).toHaveLength(PEOPLE.length - embedded.embedded);
      expect(kept.length).toBeGreaterThan(0);
      expect(left.calls).toBeGreaterThan(0);
      expect(left.calls).toBeLessThanOrEqual(2 * TEXTS_PER_CALL);
      expect(texts().length - sentBefore).toBe(embedded.embedded);
      expect(texts().length).toBeLessThanOrEqual(PEOPLE.length + left.calls);
      const spend = await services.database.withTenant(tenantId, (tx) => getMonthlySpend(tx, Date.now()));
      expect(spend.byModel).toMatchObject([{ calls: PEOPLE.length + left.calls }]);
      expect(spend.costUsd).toBeGreaterThan(left.usd + embedded.costUsd);
      expect(await services.database.withTenant(tenantId, reservedOf)).toMatchObject({ calls: 0 });
      await services.close();
    });
  }, 120_000);

  it("leaves nothing behind about a user who is erased before it goes on", async () => {
    const tenantId = await test.createTenant();
    const services = await openServices(test.database, BEDROCK);
    await ingestPeople(services, tenantId, PEOPLE.slice(0, 3));
    const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
    const dying = { ...services, database: dyingAt(test.database, "insights.insert_insight") };
    void executeRun(dying, tenantId, run.id);
    const answered = () => test.database.withTenant(tenantId, (tx) => tx.get(countAnswered, run.id));
    await expect.poll(answered).toEqual({ answered: 3 });
    const [victim] = (await dormantUsers(test.database, tenantId)) as [UserId];
    await test.database.withTenant(tenantId, (tx) => tx.execute(eraseUser, victim));
    await test.database.withTenant(tenantId, (tx) => tx.execute(expireLease, run.id));
    const ended = await executeRun(services, tenantId, run.id);
    expect(ended).toMatchObject({ status: "succeeded", analysed: 2, failed: 0 });
    expect(questions()).toHaveLength(3);
    const spend = await test.database.withTenant(tenantId, (tx) => getMonthlySpend(tx, Date.now()));
    expect(spend.byModel.flatMap(({ embeds, calls }) => (embeds ? [] : [calls]))).toEqual([3]);
  });
});

const countAnswered = defineQuery<JobId, { answered: number }>({
  name: "test.count_answered",
  text: (schema) => `SELECT count(*)::integer AS answered FROM ${schema}.model_questions WHERE run_id = $1`,
  params: (runId) => [runId],
});

const eraseUser = defineQuery<UserId>({
  name: "test.erase_user",
  text: (schema) => `DELETE FROM ${schema}.user_profiles WHERE user_id = $1`,
  params: (userId) => [userId],
});

const listVectors = defineQuery<void, { userId: UserId }>({
  name: "test.list_vectors",
  text: (schema) => `SELECT user_id AS "userId" FROM ${schema}.user_embeddings`,
});

/** As nobody had heard of them for long. */
const ageReservations = defineQuery({
  name: "test.age_reservations",
  text: (schema) => `UPDATE ${schema}.model_reservations SET reserved_at = now() - interval '16 minutes'`,
});
