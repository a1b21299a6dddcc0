import { AsyncLocalStorage } from "node:async_hooks";
import type { UserId } from "@dormant-users/shared-types";
import { expect, it } from "vitest";
import { saveEmbeddings } from "../src/features/insights/embeddings.repository.ts";
import { putReview } from "../src/features/insights/index.ts";
import { eraseUser } from "../src/features/privacy/erase-user.ts";
import { ErasureKeys } from "../src/features/privacy/erasure-keys.ts";
import { startRun } from "../src/features/runs/index.ts";
import { listRun } from "../src/features/runs/list-run.ts";
import { rawSql } from "./harness/raw-sql.ts";
import { useTestDatabase } from "./harness/test-database.ts";
import { untilSomebodyWaits } from "./harness/until-somebody-waits.ts";
import { IngestedTenant } from "./ingestion/ingested-tenant.ts";
import { daysBefore, trustx } from "./ingestion/records.ts";

const MONDAY = "2026-11-02T06:00:00.000Z";
const old = daysBefore(MONDAY, 60);
const keys = new ErasureKeys(["the erasure key of this test, quite long"]);
const test = useTestDatabase();

/** Two dormant users who have been analysed, and what happens where one of them is erased while it is under way. */
async function beside(work: (tenant: IngestedTenant, users: readonly UserId[]) => Promise<unknown>) {
  const tenant = await IngestedTenant.make(test);
  await tenant.put(tenant.file(MONDAY, [trustx("gone", old), trustx("stays", old)]));
  const insights = `INSERT INTO $schema.user_insights
    (user_id, insight_id, risk_level, confidence, source, analysis_hash, insight)
    SELECT user_id, gen_random_uuid(), 'high', 0.7, 'rules', 'hash', '{}' FROM $schema.user_profiles RETURNING 1`;
  await test.database.withTenant(tenant.tenantId, (tx) => tx.list(rawSql(insights)));
  const [gone, stays] = [(await tenant.user("gone")).user_id, (await tenant.user("stays")).user_id];
  const elsewhere = AsyncLocalStorage.snapshot();
  let working: Promise<unknown> | undefined;
  await test.database.withTenant(tenant.tenantId, async (tx) => {
    await eraseUser(tx, gone, { actor: "dpo", requestId: undefined, keys });
    working = elsewhere(() => work(tenant, [gone, stays]));
    await elsewhere(() => untilSomebodyWaits(test.url));
  });
  await working;
  return { tenant, stays };
}

it("vectors that come while one of their users is being erased are kept for the others", async () => {
  const { tenant, stays } = await beside(({ tenantId }, users) => {
    const vector = Float32Array.from([1, 0, 0]);
    const made = users.map((userId) => ({ userId, modelId: "test", contentHash: "hash", vector, inputTokens: 3 }));
    return test.database.withTenant(tenantId, (tx) => saveEmbeddings(tx, made));
  });
  expect(await tenant.rows("SELECT user_id FROM $schema.user_embeddings")).toEqual([{ user_id: stays }]);
});

it("a run whose list is written while one of its users is being erased lists the others", async () => {
  const { tenant, stays } = await beside(async ({ tenantId }) => {
    const { run } = await startRun(test.database, tenantId, { requestedBy: "test" });
    await listRun(test.database, tenantId, run.id);
  });
  expect(await tenant.rows("SELECT user_id FROM $schema.analysis_run_users")).toEqual([{ user_id: stays }]);
  expect(await tenant.rows("SELECT dormant FROM $schema.analysis_runs")).toEqual([{ dormant: 1 }]);
});

it("a review of a user who is being erased finds nobody to review, and is not an internal error", async () => {
  const said: unknown[] = [];
  const { tenant } = await beside(async ({ tenantId }, users) => {
    for (const userId of users) {
      const review = { agrees: true, risk_level: "high" } as const;
      const context = { actor: "test", requestId: undefined, nowMs: Date.now() };
      said.push(
        await test.database
          .withTenant(tenantId, (tx) => putReview(tx, userId, review, context))
          .catch((error) => error),
      );
    }
  });
  expect(said).toMatchObject([{ code: "not_found" }, { risk_level: "high" }]);
  expect(await tenant.rows("SELECT reviewer FROM $schema.insight_reviews")).toEqual([{ reviewer: "test" }]);
});
