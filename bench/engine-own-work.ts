// The engine's own work for one analysis: everything but the model's and the embedder's time. On a real PostgreSQL, through
// features/runs, with the Bedrock adapter against a stand-in in a process of its own. Usage:
//   DATABASE_URL=postgres://… node bench/engine-own-work.ts [--users 1000] [--dormant 200] [--rounds 200]
// One analysis is the whole way: a run of one user is requested, taken up, embedded, analysed anew, kept and ended. Exit
// code 1 where its own work takes 25 ms or more at p95.
import { parseArgs } from "node:util";
import type { UserId } from "@dormant-users/shared-types";
import type { Services } from "../packages/bff/src/composition/services.ts";
import { listJudgedUsers } from "../packages/bff/src/features/detection/index.ts";
import { executeRun, startRun } from "../packages/bff/src/features/runs/index.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { machine, percentile, verdict } from "./measure.ts";
import { benchServices, ingestMembers, officeMembers } from "./office-tenant.ts";
import { QueryTimes } from "./query-times.ts";
import { startStandInProcess } from "./stand-in-process.ts";

const LIMIT_MS = 25;
const { values } = parseArgs({
  options: {
    users: { type: "string", default: "1000" },
    dormant: { type: "string", default: "200" },
    rounds: { type: "string", default: "200" },
  },
});
const [users, dormant, rounds] = [values.users, values.dormant, values.rounds].map(Number) as [number, number, number];

/** The services with the models' time taken, in milliseconds. */
function clockModels({ chatModel, embedder }: Services) {
  let elsewhereMs = 0;
  const clocked = async <T>(work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      elsewhereMs += performance.now() - startedAt;
    }
  };
  if (chatModel === undefined) throw new Error("the bench asks a model");
  return {
    chatModel: {
      modelId: chatModel.modelId,
      mostUsage: (request) => chatModel.mostUsage(request),
      ask: (request) => clocked(() => chatModel.ask(request)),
    },
    embedder: {
      ...embedder,
      mostTokens: (text) => embedder.mostTokens(text),
      embed: (texts, options) => clocked(() => embedder.embed(texts, options)),
    },
    takeElsewhereMs: () => {
      const taken = elsewhereMs;
      elsewhereMs = 0;
      return taken;
    },
  } satisfies Pick<Services, "chatModel" | "embedder"> & { takeElsewhereMs(): number };
}

const standIn = await startStandInProcess(0);
try {
  const queries = new QueryTimes();
  await withBenchDatabase(
    async ({ database, createTenant }) => {
      const tenantId = await createTenant();
      const services = await benchServices(database, { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "titan-v2" });
      const { takeElsewhereMs, ...models } = clockModels(services);
      const nowMs = Date.now();
      await ingestMembers(services, tenantId, officeMembers({ users, dormant, nowMs }), nowMs);
      const analyse = async (userIds?: UserId[]) => {
        const { run } = await startRun(database, tenantId, { requestedBy: "bench", userIds, force: true });
        return executeRun({ ...services, ...models }, tenantId, run.id);
      };
      console.log(machine());
      const startedAt = performance.now();
      const first = await analyse();
      const wholeMs = performance.now() - startedAt;
      const modelMs = takeElsewhereMs();
      console.log(
        `whole run, ten at a time: ${first.analysed} analyses in ${wholeMs.toFixed(0)} ms, ${(wholeMs / first.analysed).toFixed(1)} ms each (stand-in answering at once; ${(modelMs / first.analysed).toFixed(1)} ms of waiting for it each, overlapping)`,
      );
      const judged = await database.withTenant(tenantId, (tx) => listJudgedUsers(tx, { states: ["dormant"] }));
      queries.clear();
      const [own, all]: [number[], number[]] = [[], []];
      for (let round = -20; round < rounds; round += 1) {
        const user = judged.at(round % judged.length);
        const beganAt = performance.now();
        const run = await analyse(user && [user.userId]);
        const tookMs = performance.now() - beganAt;
        if (run.analysed !== 1) throw new Error(`a run of one user ended as ${run.status}`);
        const elsewhereMs = takeElsewhereMs();
        if (round < 0) continue;
        own.push(tookMs - elsewhereMs);
        all.push(tookMs);
      }
      console.log(
        `one analysis, its own work: p50 ${percentile(own, 0.5).toFixed(1)} ms, p95 ${verdict(percentile(own, 0.95), LIMIT_MS)} ms; with the stand-in and the SDK p50 ${percentile(all, 0.5).toFixed(1)} ms, p95 ${percentile(all, 0.95).toFixed(1)} ms`,
      );
      const each = rounds + 20;
      console.log(`  ${(1_000 * queries.busySeconds(each)).toFixed(1)} ms of queries each; over ${each} of them:`);
      for (const line of queries.dearest(8)) console.log(`    ${line}`);
      console.log(machine());
      if (percentile(own, 0.95) >= LIMIT_MS) process.exitCode = 1;
      await services.close();
    },
    { onQuery: (event) => queries.add(event) },
  );
} finally {
  standIn.stop();
}
