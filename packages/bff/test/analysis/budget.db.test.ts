import type { TenantId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { defineQuery } from "../../src/db/index.ts";
import { embedTenant } from "../../src/features/insights/index.ts";
import { executeRun, startRun } from "../../src/features/runs/index.ts";
import { getMonthlySpend, Purse, settle, takeLost } from "../../src/features/spending/index.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { dormantUsers, ingestPeople, openServices, person } from "./analysed-tenant.ts";
import { answerAsAnalyst } from "./answer-as-analyst.ts";
import { reservedOf, setBudget } from "./month-budget.ts";

const BEDROCK = { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "titan-v2" };
const PEOPLE = Array.from({ length: 24 }, (_, index) => person(index, 40 + 11 * index));
const MODEL = "m";
const test = useTestDatabase();
const standIn = useBedrockStandIn({ answer: answerAsAnalyst });

const spendOf = (tenantId: TenantId, nowMs = Date.now()) =>
  test.database.withTenant(tenantId, (tx) => getMonthlySpend(tx, nowMs));
const reserved = (tenantId: TenantId) => test.database.withTenant(tenantId, reservedOf);

async function tenantWith(budgetUsd: number): Promise<TenantId> {
  const tenantId = await test.createTenant();
  await setBudget(test.database, tenantId, budgetUsd);
  return tenantId;
}

const purseOf = (tenantId: TenantId, nowMs = Date.now()) =>
  new Purse({ database: test.database, costOf: () => 1, now: () => nowMs }, tenantId);
/** Costs a dollar at most: half of it each time it is billed. */
const DOLLAR = { purpose: "question", modelId: MODEL, calls: 1, mostUsdOnce: 0.5 } as const;
const bill = (costUsd: number) => ({ calls: 1, usage: { inputTokens: 10, outputTokens: 1 }, costUsd });

/** Work that holds its reservation until it is told to settle it. */
function holding(tenantId: TenantId, purse = purseOf(tenantId), nowMs?: number) {
  const held = Promise.withResolvers<string>();
  const end = Promise.withResolvers<number>();
  const spent = purse.spend(DOLLAR, async (reservationId) => {
    held.resolve(reservationId);
    const costUsd = await end.promise;
    return test.database.withTenant(tenantId, (tx) => settle(tx, { reservationId, ...bill(costUsd) }));
  });
  return { spent, held: held.promise, settle: end.resolve, nowMs };
}

describe("the month's budget", () => {
  it("is set aside for no more than it holds, however many ask at once", async () => {
    const tenantId = await tenantWith(7);
    const all = Array.from({ length: 20 }, () => holding(tenantId));
    const outcomes = await Promise.all(all.map(({ spent, held }) => Promise.race([held.then(() => "granted"), spent])));
    expect(outcomes.filter((outcome) => outcome === "granted")).toHaveLength(7);
    expect(outcomes.filter((outcome) => outcome !== "granted")).toEqual(
      Array.from({ length: 13 }, () => ({ refusal: "over_budget" })),
    );
    expect(await reserved(tenantId)).toEqual({ calls: 7, usd: 7, leftUsd: 0 });
    for (const { settle: end } of all) end(0.25);
    await Promise.all(all.map(({ spent }) => spent));
    expect(await reserved(tenantId)).toEqual({ calls: 0, usd: 0, leftUsd: 7 - 7 * 0.25 });
    expect((await spendOf(tenantId)).byModel).toMatchObject([{ modelId: MODEL, calls: 7, costUsd: 1.75 }]);
  });

  it("that one's own work has set aside is waited for, and used as far as it goes", async () => {
    const tenantId = await tenantWith(1.2);
    const purse = purseOf(tenantId);
    const first = holding(tenantId, purse);
    await first.held;
    const second = holding(tenantId, purse);
    first.settle(0.1);
    await second.held;
    second.settle(0.2);
    expect(await Promise.all([first.spent, second.spent])).toEqual([{ value: true }, { value: true }]);
    expect(await holding(tenantId, purse).spent).toEqual({ refusal: "over_budget" });
  });

  it("lets nothing that costs something pass when it is 0, and all that is free", async () => {
    const tenantId = await tenantWith(0);
    const asked = (mostUsdOnce: number) => purseOf(tenantId).spend({ ...DOLLAR, mostUsdOnce }, async () => "done");
    expect(await asked(0.00001)).toEqual({ refusal: "over_budget" });
    expect(await asked(0)).toEqual({ value: "done" });
  });

  it("is that of the month in which a call was made, whenever its bill comes", async () => {
    const tenantId = await tenantWith(1);
    const [november, december] = [Date.parse("2026-11-30T23:59:59Z"), Date.parse("2026-12-01T00:00:01Z")];
    const old = holding(tenantId, purseOf(tenantId, november));
    await old.held;
    const other = holding(tenantId, purseOf(tenantId, december));
    await other.held;
    old.settle(1);
    other.settle(0.5);
    await Promise.all([old.spent, other.spent]);
    expect([(await spendOf(tenantId, november)).costUsd, (await spendOf(tenantId, december)).costUsd]).toEqual([
      1, 0.5,
    ]);
  });

  it("pays a bill once, and not beside what was counted for a call that seemed lost", async () => {
    const tenantId = await tenantWith(8);
    const late = holding(tenantId);
    const reservationId = await late.held;
    await test.database.withTenant(tenantId, (tx) => tx.execute(ageReservations, "14 minutes"));
    await test.database.withTenant(tenantId, (tx) => takeLost(tx, null));
    expect(await reserved(tenantId)).toMatchObject({ calls: 1 });
    await test.database.withTenant(tenantId, (tx) => tx.execute(ageReservations, "16 minutes"));
    await test.database.withTenant(tenantId, (tx) => takeLost(tx, null));
    expect(await reserved(tenantId)).toEqual({ calls: 0, usd: 0, leftUsd: 7 });
    late.settle(0.3);
    expect(await late.spent).toEqual({ value: false });
    const again = test.database.withTenant(tenantId, (tx) => settle(tx, { reservationId, ...bill(0.3) }));
    expect(await again).toBe(false);
    expect((await spendOf(tenantId)).costUsd).toBe(1);
  });
});

describe("what models cost a tenant", () => {
  it("is metered call by call as they were made, failed ones too", async () => {
    const tenantId = await tenantWith(8);
    const services = await openServices(test.database, BEDROCK);
    await ingestPeople(services, tenantId, PEOPLE);
    for (const operation of ["invoke", "converse"] as const) {
      for (const fault of ["throttled", "reset", "cut_in_body", "service_unavailable"] as const) {
        standIn().inject(fault, { times: 2, when: (call) => call.operation === operation });
      }
    }
    const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
    const ended = await executeRun(services, tenantId, run.id);
    const spend = await spendOf(tenantId);
    const metered = (embeds: boolean) =>
      spend.byModel.filter((model) => model.embeds === embeds).reduce((sum, { calls }) => sum + calls, 0);
    const sent = (operation: string) => standIn().calls.filter((call) => call.operation === operation).length;
    expect([metered(true), metered(false)]).toEqual([sent("invoke"), sent("converse")]);
    expect(sent("converse")).toBeGreaterThan(PEOPLE.length);
    expect(spend.costUsd).toBeCloseTo(ended.costUsd, 7);
    expect(await reserved(tenantId)).toMatchObject({ calls: 0, usd: 0 });
  });

  it.each([0, 0.0003, 0.004, 0.012])(
    "stays within a budget of $%f while vectors and several analyses are made at once",
    async (budgetUsd) => {
      const tenantId = await tenantWith(budgetUsd);
      const services = await openServices(test.database, BEDROCK);
      await ingestPeople(services, tenantId, PEOPLE);
      const userIds = await dormantUsers(test.database, tenantId);
      const [half, rest] = [userIds.slice(0, 12), userIds.slice(12)];
      const analyse = async (chosen: typeof userIds) => {
        const { run } = await startRun(services.database, tenantId, { requestedBy: "test", userIds: chosen });
        return executeRun(services, tenantId, run.id);
      };
      const [, ...runs] = await Promise.all([embedTenant(services, tenantId), analyse(half), analyse(rest)]);
      for (const run of runs) {
        expect(run).toMatchObject({ status: "succeeded", failed: 0 });
        expect(run.outcome).toContain("the month's budget is used up");
        expect(run.byModel + run.byRules).toBe(12);
      }
      const { costUsd } = await spendOf(tenantId);
      expect(costUsd).toBeLessThanOrEqual(budgetUsd);
      expect(costUsd > 0).toBe(budgetUsd > 0);
      expect(await reserved(tenantId)).toMatchObject({ calls: 0, usd: 0 });
    },
  );
});

const ageReservations = defineQuery<string>({
  name: "test.age_reservations",
  text: (schema) => `UPDATE ${schema}.model_reservations SET reserved_at = now() - $1::interval`,
  params: (age) => [age],
});
