import type { UserId } from "@dormant-users/shared-types";
import { expect, it } from "vitest";
import { defineQuery, embeddingIndexName } from "../../src/db/index.ts";
import { saveEmbeddings } from "../../src/features/insights/embeddings.repository.ts";
import { listNeighbours } from "../../src/features/insights/neighbours.repository.ts";
import { seededRandom } from "../../src/rhythm/testing/simulated-tenant.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { dormantUsers, ingestPeople, openServices, person } from "./analysed-tenant.ts";

const test = useTestDatabase();
const USERS = 300;
const SCOPE = { modelId: "local-test-v1", dimensions: 64 };

it("the index finds the neighbours that an exact search finds, after growth and deletes too", async () => {
  const tenantId = await test.createTenant();
  const services = await openServices(test.database);
  await ingestPeople(
    services,
    tenantId,
    Array.from({ length: USERS }, (_, index) => person(index, 40 + index)),
  );
  const userIds = await dormantUsers(test.database, tenantId);
  const random = seededRandom(7);
  const embeddings = userIds.map((userId) => ({
    userId,
    modelId: SCOPE.modelId,
    contentHash: userId,
    inputTokens: 1,
    vector: Float32Array.from({ length: SCOPE.dimensions }, () => random() - 0.5),
  }));
  const save = (from: number, to: number) =>
    test.database.withTenant(tenantId, (tx) => saveEmbeddings(tx, embeddings.slice(from, to)));
  const indexName = embeddingIndexName(SCOPE.modelId, SCOPE.dimensions);
  const similarities = (index: string) =>
    test.database.withTenant(tenantId, async (tx) => {
      const found = await listNeighbours(tx, { userIds, ...SCOPE }, index);
      return new Map([...found].map(([id, { neighbours }]) => [id, neighbours.map(({ similarity }) => similarity)]));
    });
  await save(0, 200);
  expect(await test.database.admin.indexEmbeddings(tenantId, 100)).toEqual([indexName]);
  expect(await test.database.admin.indexEmbeddings(tenantId, 100)).toEqual([]);
  await save(200, USERS);
  await test.database.withTenant(tenantId, (tx) => tx.execute(erase, userIds.slice(0, 20)));

  const [exact, indexed] = [await similarities("no_such_index"), await similarities(indexName)];
  expect(exact.size).toBe(USERS - 20);
  let hits = 0;
  for (const [userId, best] of exact) {
    expect(best).toHaveLength(10);
    const tenth = (best[9] ?? 0) - 0.001;
    hits += (indexed.get(userId) ?? []).filter((similarity) => similarity >= tenth).length;
  }
  expect(hits / (10 * exact.size)).toBeGreaterThanOrEqual(0.99);
});

const erase = defineQuery<readonly UserId[]>({
  name: "test.erase_users",
  text: (schema) => `DELETE FROM ${schema}.user_profiles WHERE user_id = ANY ($1::uuid[])`,
  params: (ids) => [ids],
});
