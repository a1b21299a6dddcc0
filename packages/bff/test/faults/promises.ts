import { DormantUserDetail, DormantUsersPage, RefreshJob, RulesReason, type UserId } from "@dormant-users/shared-types";
import { expect } from "vitest";
import { developmentToken } from "../../src/composition/choose-auth.ts";
import { listInsightHistory } from "../../src/features/insights/index.ts";
import type { AnalysisRun } from "../../src/features/runs/index.ts";
import { getMonthlySpend } from "../../src/features/spending/index.ts";
import { createApp } from "../../src/http/app.ts";
import { productRoutes } from "../../src/http/product-routes.ts";
import type { BedrockStandIn } from "../bedrock-stand-in/stand-in.ts";
import { rawSql } from "../harness/raw-sql.ts";
import type { Scene } from "./scene.ts";

const AT = "/profile360/insights/dormant-users";

/** Who wrote the insights: `model`, or why the rules did, with how many users. */
export type Authors = Readonly<Record<string, number>>;

/**
 * What holds after every fault: nobody is lost, nothing is stuck, no answer by the rules goes unmarked, no name leaks; and
 * the run's totals are what the month was charged.
 *
 * @returns who wrote the insights, as the API tells it
 */
export async function expectPromisesKept(scene: Scene, run: AnalysisRun, standIn: BedrockStandIn): Promise<Authors> {
  const failed = await expectNobodyLost(scene, run);
  await expectNothingStuck(scene, run);
  await expectTotalsCharged(scene);
  const authors = await expectAuthorsMarked(scene, run, failed);
  await expectNoNameLeaked(scene, standIn);
  return authors;
}

async function query<Row>({ services, tenantId }: Scene, sql: string): Promise<Row[]> {
  return services.database.withTenant(tenantId, (tx) => tx.list(rawSql<Row>(sql)));
}

/** @returns users without an insight whose failure is stated */
async function expectNobodyLost(scene: Scene, run: AnalysisRun): Promise<ReadonlySet<UserId>> {
  const stated = await query<{ user_id: UserId }>(
    scene,
    `SELECT user_id FROM $schema.analysis_run_users WHERE run_id = '${run.id}' AND status = 'failed' AND error <> ''`,
  );
  const insights = await query<{ user_id: UserId }>(scene, "SELECT user_id FROM $schema.user_insights");
  const accounted = new Set([...stated, ...insights].map(({ user_id }) => user_id));
  const lost = (await scene.users()).filter((user) => !accounted.has(user));
  expect(lost, "users without an insight or a stated failure").toEqual([]);
  expect(run.analysed + run.unchanged + run.failed, "users the run accounts for").toBe(run.dormant);
  expect(run.byModel + run.byRules).toBe(run.analysed);
  return new Set(stated.map(({ user_id }) => user_id));
}

async function expectNothingStuck(scene: Scene, run: AnalysisRun): Promise<void> {
  expect(["succeeded", "partial", "failed", "cancelled"]).toContain(run.status);
  const [left] = await query(
    scene,
    `SELECT
      (SELECT count(*)::integer FROM $schema.analysis_runs WHERE status IN ('queued', 'running')) AS runs,
      (SELECT count(*)::integer FROM $schema.analysis_runs WHERE worker IS NOT NULL OR heartbeat_at IS NOT NULL) AS leases,
      (SELECT count(*)::integer FROM $schema.analysis_run_users WHERE status IN ('waiting', 'working')) AS users,
      (SELECT count(*)::integer FROM $schema.model_questions) AS questions,
      (SELECT count(*)::integer FROM $schema.model_reservations) AS reservations`,
  );
  expect(left, "what runs left behind").toEqual({ runs: 0, leases: 0, users: 0, questions: 0, reservations: 0 });
}

async function expectTotalsCharged(scene: Scene): Promise<void> {
  const [total] = await query<{ usd: string }>(scene, "SELECT sum(cost_usd) AS usd FROM $schema.analysis_runs");
  const spend = await scene.services.database.withTenant(scene.tenantId, (tx) => getMonthlySpend(tx, Date.now()));
  const embeddingUsd = spend.byModel.reduce((sum, { embeds, costUsd }) => sum + (embeds ? costUsd : 0), 0);
  const elsewhereUsd = spend.costUsd - Number(total?.usd);
  expect(elsewhereUsd, "what no run accounts for, in USD").toBeGreaterThan(-1e-6);
  expect(elsewhereUsd).toBeLessThan(embeddingUsd + 1e-6);
}

async function apiOf({ services, tenantId }: Scene): Promise<(path: string) => Promise<unknown>> {
  const app = createApp(services, { routes: productRoutes(services) });
  const token = await developmentToken(services.config, { tenant: tenantId });
  return async (path) => {
    const response = await app.request(`${AT}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status, path).toBe(200);
    return response.json();
  };
}

/** The dormant users as the API lists them. */
export async function listedUsers(scene: Scene): Promise<DormantUsersPage["items"]> {
  const get = await apiOf(scene);
  return DormantUsersPage.parse(await get("?limit=200")).items;
}

async function expectAuthorsMarked(scene: Scene, run: AnalysisRun, failed: ReadonlySet<UserId>): Promise<Authors> {
  const { services, tenantId } = scene;
  const get = await apiOf(scene);
  const told = RefreshJob.parse(await get(`/refresh/${run.id}`));
  expect(told).toMatchObject({ status: run.status, by_source: { model: run.byModel, rules: run.byRules } });
  const authors: Record<string, number> = {};
  for (const { user_id, insight_source } of await listedUsers(scene)) {
    const { insight } = DormantUserDetail.parse(await get(`/${user_id}`));
    if (insight === null) {
      expect(failed).toContain(user_id);
      continue;
    }
    const { source, rules_reason, model_id, risk_level, risk_floor } = insight;
    expect(insight_source).toBe(source);
    expect(source === "rules" ? RulesReason.options : [null]).toContain(rules_reason);
    expect(model_id === null, "a model is named where one wrote").toBe(source === "rules");
    expect(RISKS.indexOf(risk_level), "risk under its floor").toBeGreaterThanOrEqual(RISKS.indexOf(risk_floor));
    const [latest] = await services.database.withTenant(tenantId, (tx) => listInsightHistory(tx, user_id));
    expect(latest?.insight.rules_reason).toBe(rules_reason);
    if (rules_reason !== null) expect(latest?.outcome).toBe(rules_reason);
    const author = rules_reason ?? source;
    authors[author] = (authors[author] ?? 0) + 1;
  }
  return authors;
}

const RISKS = ["low", "medium", "high", "critical"];

/** Tables that hold what models said and were asked, and what was made of it. */
const ANALYSIS_TABLES = [
  "user_insights",
  "rag_analysis_history",
  "model_questions",
  "analysis_run_users",
  "model_spend",
  "audit_log",
];

async function expectNoNameLeaked(scene: Scene, standIn: BedrockStandIn): Promise<void> {
  const rows: string[] = [];
  for (const table of ANALYSIS_TABLES) {
    const found = await query<{ row: string }>(scene, `SELECT t::text AS row FROM $schema.${table} AS t`);
    rows.push(...found.map(({ row }) => row));
  }
  const places = {
    "what models received": standIn.calls.map(({ text }) => text),
    "log and metrics": scene.lines,
    "stored rows": rows,
  };
  for (const [place, texts] of Object.entries(places)) {
    const all = texts.join("\n").toLowerCase();
    const named = [...scene.secrets, ...scene.people.flatMap(({ id, name, email }) => [id, email, ...name.split(" ")])];
    const found = named.filter((word) => all.includes(word.toLowerCase()));
    expect(found, place).toEqual([]);
  }
}
