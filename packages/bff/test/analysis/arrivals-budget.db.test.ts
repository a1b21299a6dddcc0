import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TenantId } from "@dormant-users/shared-types";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Services } from "../../src/composition/services.ts";
import { takeArrivals } from "../../src/features/object-arrivals/index.ts";
import { getMonthlySpend } from "../../src/features/spending/index.ts";
import { createLogger } from "../../src/observability/logger.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { objectCreated, queued } from "../lambda-events.ts";
import { openServices, person, tenantFile } from "./analysed-tenant.ts";
import { setBudget } from "./month-budget.ts";

const DORMANT = 34;
const PEOPLE = [...Array.from({ length: DORMANT }, (_, index) => person(index, 40 + 7 * index)), person(99, 2)];

const test = useTestDatabase();
const standIn = useBedrockStandIn();
const lines: Record<string, unknown>[] = [];
let bucket: string;
let services: Services;

beforeAll(async () => {
  bucket = await mkdtemp(join(tmpdir(), "arrivals-"));
  const logger = createLogger({ level: "info", write: (line) => lines.push(JSON.parse(line)) });
  services = await openServices(
    test.database,
    { DORMANT_EMBEDDER: "titan-v2" },
    {
      logger,
      openObjects: async () =>
        (await import("../../src/composition/open-objects.ts")).openObjects(bucket, services.config),
    },
  );
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  await services.close();
  await rm(bucket, { recursive: true });
});

/** The function `generate-user-embeddings`, told by a queue that the tenant's users arrived. */
async function arrive(tenantId: TenantId) {
  const key = `tenant_${tenantId}/users/people.json`;
  await mkdir(dirname(join(bucket, key)), { recursive: true });
  await writeFile(join(bucket, key), tenantFile(tenantId, PEOPLE));
  const told = await takeArrivals(services, queued(objectCreated("integrations", key)));
  expect(told).toEqual({ batchItemFailures: [] });
  return lines.filter(({ event }) => event === "users_embedded");
}

const costOf = async (tenantId: TenantId) =>
  (await test.database.withTenant(tenantId, (tx) => getMonthlySpend(tx, Date.now()))).costUsd;

async function tenantWith(budgetUsd: number): Promise<TenantId> {
  const tenantId = await test.createTenant();
  await setBudget(test.database, tenantId, budgetUsd);
  return tenantId;
}

describe("users that arrive in a bucket", () => {
  it("are embedded whole within the budget, once", async () => {
    const tenantId = await tenantWith(8);
    expect(await arrive(tenantId)).toEqual([
      expect.objectContaining({
        level: "info",
        tenant: tenantId,
        "embedding.count": DORMANT,
        "embedding.without_budget": 0,
        "embedding.duration_ms": expect.any(Number),
      }),
    ]);
    expect(standIn().calls).toHaveLength(DORMANT);
    lines.length = 0;
    expect(await arrive(tenantId)).toEqual([]);
    expect(standIn().calls).toHaveLength(DORMANT);
  });

  it("are all left for later with a budget of 0, and the log says so", async () => {
    const tenantId = await tenantWith(0);
    expect(await arrive(tenantId)).toEqual([
      expect.objectContaining({
        level: "warn",
        "embedding.count": 0,
        "embedding.calls": 0,
        "embedding.without_budget": DORMANT,
        "embedding.duration_ms": expect.any(Number),
        "model.cost_usd": 0,
      }),
    ]);
    expect(standIn().calls).toHaveLength(0);
    expect(lines).toContainEqual(expect.objectContaining({ event: "object_taken", users: PEOPLE.length }));
  });

  it("are embedded as far as a small budget goes; what is left over comes as soon as there is one", async () => {
    const budgetUsd = 0.0003;
    const tenantId = await tenantWith(budgetUsd);
    const [cut] = await arrive(tenantId);
    const made = standIn().calls.length;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(DORMANT);
    expect(cut).toMatchObject({ level: "warn", "embedding.count": made, "embedding.without_budget": DORMANT - made });
    expect(cut?.["model.cost_usd"]).toBeCloseTo(await costOf(tenantId), 7);
    expect(await costOf(tenantId)).toBeLessThanOrEqual(budgetUsd);

    await setBudget(test.database, tenantId, 8);
    lines.length = 0;
    expect(await arrive(tenantId)).toMatchObject([
      { level: "info", "embedding.count": DORMANT - made, "embedding.without_budget": 0 },
    ]);
    const sent = standIn().calls.map(({ text }) => text);
    expect(sent).toHaveLength(DORMANT);
  });
});
