import type { TenantId, UserId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { detectDormantUsers } from "../../src/features/detection/index.ts";
import { findInsight, listInsightHistory } from "../../src/features/insights/index.ts";
import { findReturnModel } from "../../src/features/returns/index.ts";
import { cancelRun, executeRun, getRun, startRun } from "../../src/features/runs/index.ts";
import { getMonthlySpend } from "../../src/features/spending/index.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { AS_OF, dormantUsers, ingestPeople, openServices, person } from "./analysed-tenant.ts";
import { answerAsAnalyst } from "./answer-as-analyst.ts";

const test = useTestDatabase();
const standIn = useBedrockStandIn({ answer: answerAsAnalyst });
const BEDROCK = { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "titan-v2" };
const PEOPLE = [
  ...Array.from({ length: 24 }, (_, index) => person(index, 40 + 11 * index, { privileged: index % 5 === 0 })),
  ...Array.from({ length: 6 }, (_, index) => person(100 + index, 3)),
];

async function tenantWith(environment: Record<string, string>, people = PEOPLE) {
  const tenantId = await test.createTenant();
  const services = await openServices(test.database, environment);
  await ingestPeople(services, tenantId, people);
  return { tenantId, services };
}

type Opened = Awaited<ReturnType<typeof tenantWith>>;

async function analyse({ services, tenantId }: Opened, request: { force?: boolean; userIds?: UserId[] } = {}) {
  const { run } = await startRun(services.database, tenantId, { requestedBy: "test", ...request });
  return executeRun(services, tenantId, run.id, { deadlineMs: 5_000 });
}

const insightOf = (tenantId: TenantId, userId: UserId) =>
  test.database.withTenant(tenantId, (tx) => findInsight(tx, userId));

describe("an analysis by the rules alone", () => {
  it("gives every dormant user an insight with peers, and the second run does no work", async () => {
    const opened = await tenantWith({});
    const first = await analyse(opened);
    expect(first).toMatchObject({ status: "succeeded", dormant: 24, analysed: 24, byRules: 24, modelCalls: 0 });
    expect(first.embeddingCalls).toBe(3);
    const [userId] = await dormantUsers(test.database, opened.tenantId);
    const stored = await insightOf(opened.tenantId, userId as UserId);
    expect(stored?.insight).toMatchObject({ source: "rules", rules_reason: "no_model" });
    const peers = stored?.insight.evidence.find(({ key }) => key === "peers");
    expect(peers?.value).toMatchObject({ similar: 10, open: 10 });
    const second = await analyse(opened);
    expect(second).toMatchObject({ status: "succeeded", analysed: 0, unchanged: 24, embeddingCalls: 0, costUsd: 0 });
  });

  it("fits the return model once for the same objects, and the list tells what it says", async () => {
    const opened = await tenantWith({});
    await analyse(opened);
    const model = () => test.database.withTenant(opened.tenantId, findReturnModel);
    const fitted = await model();
    await analyse(opened);
    expect((await model())?.fittedAt).toBe(fitted?.fittedAt);
    expect(fitted?.model.sizes.accounts).toBe(30);
    const page = await test.database.withTenant(opened.tenantId, (tx) => detectDormantUsers(tx, {}, Date.parse(AS_OF)));
    for (const user of page.items) {
      expect(user.return_probability).toBeGreaterThan(0);
      expect(user.return_probability).toBeLessThan(1);
      expect(user.typical_gap_days).toEqual({ low: 7, high: 7 });
    }
  });

  it("analyses those alone of whom something changed", async () => {
    const opened = await tenantWith({});
    await analyse(opened);
    const moved = PEOPLE.map((one, index) => (index < 2 ? { ...one, department: "Legal" } : one));
    await ingestPeople(opened.services, opened.tenantId, moved);
    const run = await analyse(opened);
    expect([run.analysed, run.unchanged]).toEqual([2, 22]);
  });

  it("ends at once for a tenant without dormant users", async () => {
    const opened = await tenantWith({}, [person(1, 2)]);
    expect(await analyse(opened)).toMatchObject({ status: "succeeded", dormant: 0 });
  });
});

describe("an analysis by a model of Bedrock", () => {
  it("writes insights, meters them, sends no identifier, and asks nothing again", async () => {
    const opened = await tenantWith(BEDROCK);
    const run = await analyse(opened);
    expect(run).toMatchObject({ status: "succeeded", analysed: 24, byModel: 24, byRules: 0, modelCalls: 24 });
    const sent = standIn()
      .calls.map(({ text }) => text.toLowerCase())
      .join("\n");
    for (const { id, name, email } of PEOPLE) {
      for (const word of [id, email, ...name.split(" ")]) expect(sent).not.toContain(word.toLowerCase());
    }
    const spend = await test.database.withTenant(opened.tenantId, (tx) => getMonthlySpend(tx, Date.now()));
    expect(spend.costUsd).toBeCloseTo(run.costUsd, 6);
    expect(run.costUsd).toBeGreaterThan(0);
    standIn().reset();
    expect(await analyse(opened)).toMatchObject({ unchanged: 24, modelCalls: 0, embeddingCalls: 0 });
    expect(standIn().calls).toHaveLength(0);
  });

  it("asks again for those whom a passing failure left to the rules", async () => {
    const opened = await tenantWith(BEDROCK, PEOPLE.slice(0, 3));
    standIn().inject("access_denied", { times: 99, when: ({ operation }) => operation === "converse" });
    expect(await analyse(opened)).toMatchObject({ byRules: 3 });
    standIn().reset();
    const healed = { ...opened, services: await openServices(test.database, BEDROCK) };
    expect(await analyse(healed)).toMatchObject({ analysed: 3, byModel: 3 });
  });
});

describe("a run", () => {
  it("that is interrupted goes on where it was, and nobody is paid for twice", async () => {
    const opened = await tenantWith(BEDROCK);
    const { services, tenantId } = opened;
    const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
    const stop = new AbortController();
    const interrupted = executeRun(services, tenantId, run.id, {
      signal: stop.signal,
      onProgress: ({ analysed }) => analysed >= 5 && stop.abort(new Error("stopped")),
    });
    await expect(interrupted).rejects.toThrow("stopped");
    const half = await getRun(services.database, tenantId, run.id);
    expect(half.status).toBe("queued");
    expect(half.analysed).toBeLessThan(24);
    const again = await startRun(services.database, tenantId, { requestedBy: "test" });
    expect([again.joined, again.run.id]).toEqual([true, run.id]);
    const ended = await executeRun(services, tenantId, run.id);
    expect(ended).toMatchObject({ status: "succeeded", analysed: 24, modelCalls: 24 });
    expect(standIn().calls.filter(({ operation }) => operation === "converse")).toHaveLength(24);
    for (const userId of await dormantUsers(test.database, tenantId)) {
      const history = await test.database.withTenant(tenantId, (tx) => listInsightHistory(tx, userId));
      expect(history).toHaveLength(1);
    }
  });

  it("ends soon after it is cancelled, and keeps what is done", async () => {
    const { services, tenantId } = await tenantWith(BEDROCK);
    const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
    let asked: Promise<unknown> | undefined;
    const ended = await executeRun(services, tenantId, run.id, {
      onProgress: ({ embeddingCalls }) => {
        if (embeddingCalls > 0) asked ??= cancelRun(services.database, tenantId, run.id, { actor: "test" });
      },
    });
    await asked;
    expect(ended.status).toBe("cancelled");
    expect(ended.analysed).toBeLessThan(24);
    const waiting = await startRun(services.database, tenantId, { requestedBy: "test" });
    expect((await cancelRun(services.database, tenantId, waiting.run.id, { actor: "test" })).status).toBe("cancelled");
  });
});
