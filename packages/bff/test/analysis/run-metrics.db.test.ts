import { expect, it } from "vitest";
import { executeRun, getRun, startRun } from "../../src/features/runs/index.ts";
import { createLogger } from "../../src/observability/logger.ts";
import type { MetricName } from "../../src/observability/metric-catalogue.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { ingestPeople, openServices, person } from "./analysed-tenant.ts";
import { answerAsAnalyst } from "./answer-as-analyst.ts";

const test = useTestDatabase();
const standIn = useBedrockStandIn({ answer: answerAsAnalyst });
const PEOPLE = [...Array.from({ length: 30 }, (_, index) => person(index, 40 + 11 * index)), person(100, 3)];

type Line = Readonly<Record<string, unknown>>;

async function tenantWithLog() {
  const lines: Line[] = [];
  const logger = createLogger({ level: "info", write: (line) => lines.push(JSON.parse(line) as Line) });
  const environment = { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "titan-v2" };
  const services = await openServices(test.database, environment, { logger });
  const tenant = await test.createTenant();
  await ingestPeople(services, tenant, PEOPLE);
  const { run } = await startRun(services.database, tenant, { requestedBy: "test" });
  const sum = (name: MetricName) => lines.reduce((total, line) => total + Number(line[name] ?? 0), 0);
  const told = (event: string) => lines.filter((line) => line.event === event);
  return { services, tenant, run, sum, told };
}

it("what a run's lines measured adds up to the run, in users, tokens and money", async () => {
  const { services, tenant, run, sum, told } = await tenantWithLog();
  standIn().inject("broken_json", { times: 3, when: ({ operation }) => operation === "converse" });
  const ended = await executeRun(services, tenant, run.id);
  expect(ended).toMatchObject({ status: "succeeded", analysed: 30 });
  expect(told("user_analysed")).toHaveLength(30);
  expect(sum("analysis.count")).toBe(30);
  expect(sum("analysis.dropped_claims")).toBe(ended.droppedClaims);
  expect(sum("analysis.rules_fallbacks")).toBe(ended.byRules);
  expect(sum("embedding.count")).toBe(30);
  expect(sum("embedding.calls")).toBe(ended.embeddingCalls);
  expect(sum("embedding.tokens")).toBe(ended.embeddingTokens);
  expect(sum("model.input_tokens")).toBe(ended.inputTokens);
  expect(sum("model.output_tokens")).toBe(ended.outputTokens);
  expect(sum("model.cost_usd")).toBeCloseTo(ended.costUsd, 6);
  expect(sum("tenant.cost_usd")).toBeCloseTo(ended.costUsd, 6);
  expect(ended.costUsd).toBeGreaterThan(0);
  expect(told("run_ended")).toMatchObject([
    { tenant, run_id: run.id, status: "succeeded", "run.count": 1, "run.failed": 0 },
  ]);
  expect(told("tenant_judged")).toMatchObject([{ tenant, "users.dormant": 30, "users.active": 1 }]);
});

it("an interrupted run is told in two parts that together cost what it cost, and counted once", async () => {
  const { services, tenant, run, sum, told } = await tenantWithLog();
  const interruption = new AbortController();
  const first = executeRun(services, tenant, run.id, {
    signal: interruption.signal,
    onProgress: ({ analysed }) => analysed >= 5 && interruption.abort(new Error("enough")),
  });
  await expect(first).rejects.toThrow("enough");
  expect((await getRun(services.database, tenant, run.id)).status).toBe("queued");
  const ended = await executeRun(services, tenant, run.id);
  expect(told("run_ended").map(({ status }) => status)).toEqual(["queued", "succeeded"]);
  expect(sum("run.count")).toBe(1);
  expect(sum("tenant.cost_usd")).toBeCloseTo(ended.costUsd, 6);
  expect(sum("tenant.model_tokens")).toBe(ended.inputTokens + ended.outputTokens + ended.embeddingTokens);
});
