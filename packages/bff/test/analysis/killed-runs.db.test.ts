import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobId, TenantId, UserId } from "@dormant-users/shared-types";
import { afterEach, describe, expect, it } from "vitest";
import { createServices } from "../../src/composition/create-services.ts";
import type { Services } from "../../src/composition/services.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { type Database, defineQuery, type TenantTransaction } from "../../src/db/index.ts";
import { findInsight, getMonthlySpend, listInsightHistory } from "../../src/features/insights/index.ts";
import { LARGEST_QUESTION } from "../../src/features/runs/budget.ts";
import { executeRun, startRun } from "../../src/features/runs/index.ts";
import { silentLogger } from "../../src/observability/logger.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { Dormant } from "../cli/dormant.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { dormantUsers, ingestPeople, openServices, person } from "./analysed-tenant.ts";

const BEDROCK = { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "local" };
const PEOPLE = Array.from({ length: 24 }, (_, index) => person(index, 40 + 11 * index));
const AT_ONCE = 10;
const LATENCY_MS = 400;
const test = useTestDatabase();
let latencyMs = 0;
const standIn = useBedrockStandIn({ latencyMs: () => latencyMs });
afterEach(() => {
  latencyMs = 0;
});

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

describe("a run whose process is killed", () => {
  it("asks nobody again whose answer was there, and counts each answer once", async () => {
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

  it("by kill -9 has at most the questions under way asked again, and meters them at their largest cost", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "killed-"));
    const open = () => createServices(loadConfig({ dataDir }, BEDROCK), { logger: silentLogger });
    try {
      let services = await open();
      await services.database.admin.preparePlatform();
      const tenantId = "acme" as TenantId;
      await services.database.admin.createTenant(tenantId);
      await ingestPeople(services, tenantId, PEOPLE);
      await services.close();

      latencyMs = LATENCY_MS;
      const env = Object.fromEntries(
        Object.entries({ ...standIn().environment, ...BEDROCK }).filter(([, value]) => value),
      );
      const killed = new Dormant(["analyze", "--tenant", tenantId, "--data-dir", dataDir], { env: env as never });
      // The first ten are answered, the second ten are under way.
      await expect.poll(() => questions().length, { timeout: 60_000, interval: 20 }).toBeGreaterThan(AT_ONCE);
      killed.signal("SIGKILL");
      await killed.ended();
      const askedBefore = questions().length;
      latencyMs = 0;

      services = await open();
      const { run, joined } = await startRun(services.database, tenantId, { requestedBy: "test" });
      expect(joined).toBe(true);
      await services.database.withTenant(tenantId, (tx) => tx.execute(expireLease, run.id));
      const ended = await executeRun(services, tenantId, run.id);
      const lost = questions().length - PEOPLE.length;
      expect(ended).toMatchObject({ status: "succeeded", analysed: 24, byModel: 24 });
      expect(ended.modelCalls).toBe(PEOPLE.length + lost);
      expect(askedBefore).toBeGreaterThan(AT_ONCE);
      expect(lost).toBeGreaterThan(0);
      expect(lost).toBeLessThanOrEqual(AT_ONCE);
      await expectPaidOnce(services, tenantId, ended.costUsd);
      const mostUsd = services.costOf(services.chatModel?.modelId ?? "", LARGEST_QUESTION);
      expect(mostUsd).toBeGreaterThan(0);
      expect(ended.costUsd).toBeGreaterThan(lost * mostUsd);
      expect(ended.costUsd).toBeLessThan((lost + PEOPLE.length) * mostUsd);
      await services.close();
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
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
  text: (schema) =>
    `SELECT count(*)::integer AS answered FROM ${schema}.model_questions WHERE run_id = $1 AND answer IS NOT NULL`,
  params: (runId) => [runId],
});

const eraseUser = defineQuery<UserId>({
  name: "test.erase_user",
  text: (schema) => `DELETE FROM ${schema}.user_profiles WHERE user_id = $1`,
  params: (userId) => [userId],
});
