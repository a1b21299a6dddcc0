import { withBenchDatabase } from "/work/wt/bench/bench/bench-database.ts";
import { vectorSource } from "/work/wt/bench/bench/vectors/generate.ts";
import { SPACE, VectorStock } from "/work/wt/bench/bench/vectors/vector-stock.ts";
import { sampleEmbeddedUsers } from "../packages/bff/src/features/insights/embedding-searches.repository.ts";
import { recallOf } from "../packages/bff/src/features/insights/measure-search.ts";
import { listNearestUsers, searchAsBroadAs } from "../packages/bff/src/features/insights/nearest-users.repository.ts";

await withBenchDatabase(async (bench) => {
  const stock = await VectorStock.of(bench, 100000, vectorSource("clustered", 1536, 7));
  await stock.fill(100000);
  const { database, bare } = bench;
  const t = stock.tenantId;
  console.log("filled", Date.now());
  await database.admin.buildEmbeddingIndex(t, { ...SPACE, method: "hnsw", vectors: 100000 });
  console.log("built", Date.now());
  const samples = {
    even: stock.users.filter((_, i) => i % 500 === 0),
    late: stock.users.slice(-200),
    early: stock.users.slice(0, 200),
    random: await database.withTenant(t, (tx) => sampleEmbeddedUsers(tx, SPACE, 200)),
  };
  for (const [name, users] of Object.entries(samples))
    await database.withTenant(
      t,
      async (tx) => {
        const truth = await listNearestUsers(tx, { ...SPACE, userIds: users }, "exact");
        for (const breadth of [40, 100, 200]) {
          await searchAsBroadAs(tx, { method: "hnsw", breadth });
          const batch = await listNearestUsers(tx, { ...SPACE, userIds: users }, "indexed");
          const per = users.map((u) =>
            Math.round(
              10 *
                recallOf(
                  batch.filter((b) => b.userId === u),
                  truth.filter((b) => b.userId === u),
                ),
            ),
          );
          const histogram = Array.from({ length: 11 }, (_, k) => per.filter((p) => p === k).length);
          console.log(name, breadth, recallOf(batch, truth), histogram.join(" "));
        }
      },
      { statementTimeoutMs: 0 },
    );
});
