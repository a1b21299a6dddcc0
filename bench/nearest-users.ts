// The nearest ten of so many users at 1,536 dimensions, by the product in the tenant's role, after growth, deletes and new
// vectors, against a bare search of the same vectors, freshly built, in turns on the same server. Usage:
//   DATABASE_URL=postgres://… node bench/nearest-users.ts [--sizes 1000,10000,100000] [--kinds clustered,noisy,isotropic]
//     [--queries 200] [--blocks 7] [--rounds 60]
// Exit code 1 where recall or the ratio of p95 breaks its limit. 100,000 take some minutes to build, twice.
import { parseArgs } from "node:util";
import type { UserId } from "@dormant-users/shared-types";
import { schemaOf } from "../packages/bff/src/db/index.ts";
import { getDetectionContext } from "../packages/bff/src/features/detection/index.ts";
import { maintainSearches } from "../packages/bff/src/features/insights/maintain-searches.ts";
import { recallOf } from "../packages/bff/src/features/insights/measure-search.ts";
import {
  chooseSearchWay,
  listNearestUsers,
  type NearestUser,
} from "../packages/bff/src/features/insights/nearest-users.repository.ts";
import { listNeighbours } from "../packages/bff/src/features/insights/neighbours.repository.ts";
import { type BenchDatabase, withBenchDatabase } from "./bench-database.ts";
import { machine, median, timeInTurns, verdict } from "./measure.ts";
import { VECTOR_KINDS, type VectorKind, vectorSource } from "./vectors/generate.ts";
import { Reference } from "./vectors/reference.ts";
import { SPACE, VectorStock } from "./vectors/vector-stock.ts";

const RATIO_LIMIT = 2;
const INDEX_FROM = 5_000;
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    kinds: { type: "string", default: VECTOR_KINDS.join(",") },
    queries: { type: "string", default: "200" },
    blocks: { type: "string", default: "7" },
    rounds: { type: "string", default: "60" },
  },
});
const [queries, blocks, rounds] = [values.queries, values.blocks, values.rounds].map(Number) as [
  number,
  number,
  number,
];
const leastRecall = (size: number): number => (size >= 100_000 ? 0.98 : 0.99);
const seconds = async <T>(work: () => Promise<T>): Promise<[T, string]> => {
  const startedAt = performance.now();
  return [await work(), `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`];
};

async function measure(bench: BenchDatabase, kind: VectorKind, size: number): Promise<boolean> {
  const { database, bare } = bench;
  // 85 % at first, 20 % more by growth, 5 % erased, 5 % embedded again.
  const stock = await VectorStock.of(bench, Math.round(1.05 * size), vectorSource(kind, SPACE.dimensions, 7));
  const { tenantId } = stock;
  await stock.fill(Math.round(0.85 * size));
  console.log(`\n${size} ${kind} vectors`);
  const upkeep = async (when: string) => {
    const [chosen, took] = await seconds(() => maintainSearches({ database }, tenantId));
    for (const { method, breadth, recall, vectors } of chosen) {
      console.log(
        `  upkeep ${when}: ${method}, breadth ${breadth ?? "all"}, recall ${recall} of a sample of ${vectors}, ${took}`,
      );
    }
    if (chosen.length === 0) console.log(`  upkeep ${when}: nothing to do, ${took}`);
  };
  await upkeep("of the first vectors");
  const growMs = await stock.grow(Math.round(0.2 * size));
  await stock.erase(Math.round(0.05 * size));
  const changeMs = await stock.change(Math.round(0.05 * size));
  console.log(`  writing one of ten vectors: ${growMs.toFixed(2)} ms new, ${changeMs.toFixed(2)} ms changed`);

  const asked = sampleOf(stock.users, queries);
  const reference = new Reference(bare);
  await reference.copy(`${schemaOf(tenantId)}.user_embeddings`, asked);
  const truth = await reference.truth(asked);
  const wanted = leastRecall(size);
  const [design, built] = await seconds(() => reference.choose(truth, wanted, size >= INDEX_FROM));
  console.log(`  reference: ${design} (${built})`);

  const find = (userIds: readonly UserId[]): Promise<NearestUser[]> =>
    database.withTenant(
      tenantId,
      async (tx) => listNearestUsers(tx, { ...SPACE, userIds }, await chooseSearchWay(tx, SPACE)),
      { readOnly: true, statementTimeoutMs: 0 },
    );
  const recallNow = async () => {
    const found: NearestUser[] = [];
    for (const id of asked) found.push(...(await find([id])));
    return recallOf(found, truth);
  };
  const grown = await recallNow();
  await upkeep("after growth, deletes and new vectors");
  const kept = await recallNow();
  console.log(
    `  recall@10 after growth, deletes, new vectors ${grown.toFixed(4)}, after the upkeep ${kept.toFixed(4)} (limit ${wanted})`,
  );

  const next = cycle(asked);
  const ratios: number[] = [];
  const p95: Record<"bare" | "role", number[]> = { bare: [], role: [] };
  const p50: Record<"bare" | "role", number[]> = { bare: [], role: [] };
  for (let block = 0; block < blocks; block += 1) {
    const times = await timeInTurns({ bare: () => reference.search(next()), role: () => find([next()]) }, rounds);
    ratios.push(times.role.p95 / times.bare.p95);
    for (const name of ["bare", "role"] as const) {
      p95[name].push(times[name].p95);
      p50[name].push(times[name].p50);
    }
  }
  const batch = asked.slice(0, 100);
  const [, batchTook] = await seconds(() =>
    database.withTenant(
      tenantId,
      async (tx) => listNeighbours(tx, { ...SPACE, userIds: batch }, await getDetectionContext(tx)),
      { statementTimeoutMs: 0 },
    ),
  );
  const ratio = median(ratios);
  console.log(
    `  one user: bare p50 ${median(p50.bare).toFixed(2)} p95 ${median(p95.bare).toFixed(2)} ms | in role p50 ${median(p50.role).toFixed(2)} ` +
      `p95 ${median(p95.role).toFixed(2)} ms | ratio of p95, median of ${blocks} blocks ${verdict(ratio, RATIO_LIMIT)}`,
  );
  console.log(`  a run's hundred at once, with what became of the neighbours: ${batchTook}`);
  console.log(`  ${machine()}`);
  await bare.query("drop table reference");
  return grown >= wanted && kept >= wanted && ratio <= RATIO_LIMIT;
}

/** Spread over all, old and new, in steps that those of the changes do not divide. */
function sampleOf(users: readonly UserId[], count: number): UserId[] {
  const step = Math.max(1, Math.floor(users.length / count) - 1);
  return users.filter((_, at) => at % step === 0).slice(0, count);
}

function cycle<Item>(items: readonly Item[]): () => Item {
  let at = 0;
  return () => items[at++ % items.length] as Item;
}

console.log(machine());
let kept = true;
for (const size of values.sizes.split(",").map(Number)) {
  for (const kind of values.kinds.split(",") as VectorKind[]) {
    kept = (await withBenchDatabase((bench) => measure(bench, kind, size))) && kept;
  }
}
process.exitCode = kept ? 0 : 1;
