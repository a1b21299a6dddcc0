// The engine's own work for one analysis: everything but the model's and the embedder's time. On a real PostgreSQL, through
// features/runs, with the Bedrock adapter against a stand-in in a process of its own. Usage:
//   DATABASE_URL=postgres://… node bench/engine-own-work.ts [--users 1000] [--dormant 200] [--rounds 200]
// Runs of one user, each analysed anew. An analysis lasts from the moment its run is taken up until the insight is kept: the user
// found, vector looked up or made, facts and neighbours read, model asked, answer checked and written. The whole of such a run
// stands beside it, with what a run does once however many its users are: the request, its end, the trend's day. Exit code 1
// where an analysis takes 25 ms or more of own work at p95.
import { parseArgs } from "node:util";
import type { UserId } from "@dormant-users/shared-types";
import type { Services } from "../packages/bff/src/composition/services.ts";
import { type JudgedUser, listJudgedUsers } from "../packages/bff/src/features/detection/index.ts";
import { type AnalysisRun, executeRun, startRun } from "../packages/bff/src/features/runs/index.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { machine, percentile, verdict } from "./measure.ts";
import { benchServices, ingestMembers, officeMembers } from "./office-tenant.ts";
import { QueryTimes } from "./query-times.ts";
import { startStandInProcess } from "./stand-in-process.ts";

const LIMIT_MS = 25;
/** Rounds that are not counted. */
const WARM_UP = 20;
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

/** What some work took, in milliseconds: without the models' time, and with it. */
class Times {
  readonly own: number[] = [];
  readonly all: number[] = [];

  add(tookMs: number, elsewhereMs: number): void {
    this.own.push(tookMs - elsewhereMs);
    this.all.push(tookMs);
  }

  describe(limitMs?: number): string {
    const [p50, p95] = [percentile(this.own, 0.5), percentile(this.own, 0.95)];
    return (
      `own work p50 ${p50.toFixed(1)} ms, p95 ${limitMs === undefined ? p95.toFixed(1) : verdict(p95, limitMs)} ms; ` +
      `with the stand-in and the SDK p50 ${percentile(this.all, 0.5).toFixed(1)} ms, p95 ${percentile(this.all, 0.95).toFixed(1)} ms`
    );
  }
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
      const run = async (userIds?: UserId[], onProgress?: (run: AnalysisRun) => void) => {
        const { run } = await startRun(database, tenantId, { requestedBy: "bench", userIds, force: true });
        return executeRun({ ...services, ...models }, tenantId, run.id, { onProgress });
      };
      console.log(machine());
      const startedAt = performance.now();
      const first = await run();
      const wholeMs = performance.now() - startedAt;
      const modelMs = takeElsewhereMs();
      console.log(
        `whole run, ten at a time: ${first.analysed} analyses in ${wholeMs.toFixed(0)} ms, ${(wholeMs / first.analysed).toFixed(1)} ms each (stand-in answering at once; ${(modelMs / first.analysed).toFixed(1)} ms of waiting for it each, overlapping)`,
      );
      const judged = await database.withTenant(tenantId, (tx) => listJudgedUsers(tx, { states: ["dormant"] }));
      const [analysis, whole] = [new Times(), new Times()];
      queries.clear();
      for (let round = -WARM_UP; round < rounds; round += 1) {
        const user = judged.at(round % judged.length) as JudgedUser;
        let [takenAt, keptAt] = [Number.NaN, Number.NaN];
        const requestedAt = performance.now();
        const { analysed } = await run([user.userId], (now) => {
          if (now.status === "running" && Number.isNaN(takenAt)) takenAt = performance.now();
          if (now.analysed === 1 && Number.isNaN(keptAt)) keptAt = performance.now();
        });
        const endedAt = performance.now();
        if (analysed !== 1) throw new Error(`${user.userId} was not analysed`);
        const elsewhereMs = takeElsewhereMs();
        if (round < 0) continue;
        analysis.add(keptAt - takenAt, elsewhereMs);
        whole.add(endedAt - requestedAt, elsewhereMs);
      }
      console.log(`one analysis: ${analysis.describe(LIMIT_MS)}`);
      console.log(`a whole run of one user: ${whole.describe()}`);
      console.log("dearest queries:");
      for (const line of queries.dearest(8)) console.log(`  ${line}`);
      console.log(machine());
      if (percentile(analysis.own, 0.95) >= LIMIT_MS) process.exitCode = 1;
      await services.close();
    },
    { onQuery: (event) => queries.add(event) },
  );
} finally {
  standIn.stop();
}
