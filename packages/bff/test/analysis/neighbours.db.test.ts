import type { TenantId, UserId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { defineQuery } from "../../src/db/index.ts";
import { saveEmbeddings } from "../../src/features/insights/embeddings.repository.ts";
import { getSearch, maintainSearches, pinSearch } from "../../src/features/insights/maintain-searches.ts";
import { recallOf } from "../../src/features/insights/measure-search.ts";
import { chooseSearchWay, listNearestUsers } from "../../src/features/insights/nearest-users.repository.ts";
import { seededRandom } from "../../src/rhythm/testing/simulated-tenant.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { storePeople } from "../population/people.ts";

const test = useTestDatabase();
const SPACE = { modelId: "local-test-v1", dimensions: 64 };
const FROM = { fromVectors: 1_000 };
type Vector = () => Float32Array;

/** Vectors around some centres, as accounts of the same kind have them. */
function clustered(seed: number): Vector {
  const random = seededRandom(seed);
  const draw = () => Array.from({ length: SPACE.dimensions }, () => random() - 0.5);
  const centres = Array.from({ length: 40 }, draw);
  return () => {
    const centre = centres[Math.floor(random() * centres.length)] ?? [];
    return Float32Array.from(draw(), (part, at) => part + (centre[at] ?? 0));
  };
}

/** Vectors in every direction alike: the hardest there are. */
function isotropic(seed: number): Vector {
  const random = seededRandom(seed);
  return () => Float32Array.from({ length: SPACE.dimensions }, () => random() + random() + random() - 1.5);
}

class Vectors {
  readonly tenantId: TenantId;
  readonly users: readonly UserId[];
  readonly #vector: Vector;

  private constructor(tenantId: TenantId, users: readonly UserId[], vector: Vector) {
    this.tenantId = tenantId;
    this.users = users;
    this.#vector = vector;
  }

  static async of(users: number, vector: Vector): Promise<Vectors> {
    const tenantId = await test.createTenant();
    const people = Array.from({ length: users }, (_, at) => `person${at}`);
    const dataAsOfMs = Date.parse("2026-11-20T00:00:00Z");
    const ids = await test.database.withTenant(tenantId, (tx) =>
      storePeople(tx, { people, dataAsOfMs, quietDays: 60 }),
    );
    return new Vectors(tenantId, ids, vector);
  }

  write(from: number, to: number): Promise<void> {
    const embeddings = this.users.slice(from, to).map((userId) => ({
      userId,
      modelId: SPACE.modelId,
      contentHash: userId,
      inputTokens: 1,
      vector: this.#vector(),
    }));
    return test.database.withTenant(this.tenantId, (tx) => saveEmbeddings(tx, embeddings));
  }

  erase(from: number, to: number): Promise<number> {
    return test.database.withTenant(this.tenantId, (tx) => tx.execute(eraseUsers, this.users.slice(from, to)));
  }

  maintain() {
    return maintainSearches(test, this.tenantId, FROM);
  }

  /** Share of the true ten nearest that the product finds for users spread over the tenant. */
  async recall(): Promise<{ way: string; recall: number }> {
    const userIds = this.users.filter((_, at) => at % 7 === 0);
    return test.database.withTenant(this.tenantId, async (tx) => {
      const truth = await listNearestUsers(tx, { ...SPACE, userIds }, "exact");
      const way = await chooseSearchWay(tx, SPACE);
      return { way, recall: recallOf(await listNearestUsers(tx, { ...SPACE, userIds }, way), truth) };
    });
  }
}

describe("the search for the nearest users", () => {
  it("finds 99 of 100 of them by its index after growth, deletes and new vectors, and again after its upkeep", async () => {
    const vectors = await Vectors.of(3_300, clustered(7));
    await vectors.write(0, 2_400);
    expect(await vectors.maintain()).toMatchObject([{ method: "hnsw", vectors: 2_400 }]);
    expect(await vectors.maintain()).toEqual([]);
    await vectors.write(2_400, 3_300);
    await vectors.erase(0, 300);
    await vectors.write(300, 800);
    const grown = await vectors.recall();
    expect(grown.way).toBe("indexed");
    expect(grown.recall).toBeGreaterThanOrEqual(0.99);
    expect(await vectors.maintain()).toMatchObject([{ method: "hnsw", vectors: 3_000 }]);
    expect((await vectors.recall()).recall).toBeGreaterThanOrEqual(0.99);
  });

  it("finds 99 of 100 of them too where vectors point in every direction", async () => {
    const vectors = await Vectors.of(1_500, isotropic(7));
    await vectors.write(0, 1_200);
    await vectors.maintain();
    await vectors.write(1_200, 1_500);
    expect((await vectors.recall()).recall).toBeGreaterThanOrEqual(0.99);
  });

  it("gives everybody ten where many are exactly alike", async () => {
    const [same] = [clustered(3)()];
    const vectors = await Vectors.of(1_200, () => same);
    await vectors.write(0, 1_200);
    await vectors.maintain();
    const found = await vectors.recall();
    expect(found.recall).toBeGreaterThanOrEqual(0.99);
  });

  it("is exact for few users, and again when most are gone", async () => {
    const vectors = await Vectors.of(1_200, clustered(5));
    await vectors.write(0, 900);
    expect(await vectors.maintain()).toEqual([]);
    expect((await vectors.recall()).way).toBe("exact");
    await vectors.write(900, 1_200);
    expect(await vectors.maintain()).toMatchObject([{ method: "hnsw" }]);
    await vectors.erase(0, 800);
    expect(await vectors.maintain()).toMatchObject([{ method: "exact", breadth: null }]);
    expect(await vectors.recall()).toEqual({ way: "exact", recall: 1 });
  });

  it("goes through the lists of IVFFlat where an operator says so, draws them anew, and lets go of them", async () => {
    const vectors = await Vectors.of(1_200, clustered(9));
    await vectors.write(0, 600);
    expect(await pinSearch(test, vectors.tenantId, SPACE, "ivfflat")).toMatchObject({
      method: "ivfflat",
      pinned: true,
    });
    await vectors.write(600, 1_200);
    expect(await vectors.maintain()).toMatchObject([{ method: "ivfflat", pinned: true, vectors: 1_200 }]);
    const found = await vectors.recall();
    expect(found.way).toBe("indexed");
    // Lists are drawn at random, and their breadth is chosen by another sample of users.
    expect(found.recall).toBeGreaterThanOrEqual(0.98);
    expect(await pinSearch(test, vectors.tenantId, SPACE, "exact")).toMatchObject({ method: "exact", pinned: true });
    expect(await vectors.maintain()).toEqual([]);
    await pinSearch(test, vectors.tenantId, SPACE, "auto");
    expect(await getSearch(test, vectors.tenantId, SPACE)).toMatchObject({ method: "exact", pinned: false });
  });
});

const eraseUsers = defineQuery<readonly UserId[]>({
  name: "test.erase_users",
  text: (schema) => `DELETE FROM ${schema}.user_profiles WHERE user_id = ANY ($1::uuid[])`,
  params: (ids) => [ids],
});
