// Does a whole run keep ten answers under way? A tenant is ingested on a real PostgreSQL and analysed through features/runs
// against the Bedrock stand-in, which answers after the latency in a process of its own. Usage:
//   DATABASE_URL=postgres://… node bench/run-rate.ts [--users 1000] [--dormant 200] [--latency-ms 1000] [--embedder titan-v2]
// The ideal run answers ten calls in each latency, texts and questions alike, and does nothing else. Exit code 1 below 95 %.
import { parseArgs } from "node:util";
import { executeRun, startRun } from "../packages/bff/src/features/runs/index.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { machine } from "./measure.ts";
import { benchServices, ingestMembers, officeMembers } from "./office-tenant.ts";
import { startStandInProcess } from "./stand-in-process.ts";

const TARGET = 0.95;
const AT_ONCE = 10;
const { values } = parseArgs({
  options: {
    users: { type: "string", default: "1000" },
    dormant: { type: "string", default: "200" },
    "latency-ms": { type: "string", default: "1000" },
    embedder: { type: "string", default: "titan-v2" },
  },
});
const [users, dormant, latencyMs] = [values.users, values.dormant, values["latency-ms"]].map(Number) as [
  number,
  number,
  number,
];

const standIn = await startStandInProcess(latencyMs);
try {
  await withBenchDatabase(async ({ database, createTenant }) => {
    const tenantId = await createTenant();
    const services = await benchServices(database, { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: values.embedder });
    const nowMs = Date.now();
    await ingestMembers(services, tenantId, officeMembers({ users, dormant, nowMs }), nowMs);
    console.log(machine());
    const startedAt = performance.now();
    let embeddedAt: number | undefined;
    const { run } = await startRun(database, tenantId, { requestedBy: "bench" });
    const ended = await executeRun(services, tenantId, run.id, {
      onProgress: ({ analysed }) => {
        if (analysed > 0) embeddedAt ??= performance.now() - latencyMs;
      },
    });
    const tookMs = performance.now() - startedAt;
    const texts = values.embedder === "local" ? 0 : ended.dormant;
    const rounds = Math.ceil(texts / AT_ONCE) + Math.ceil(ended.modelCalls / AT_ONCE);
    const share = (rounds * latencyMs) / tookMs;
    console.log(
      `${ended.status}: ${ended.analysed} analysed, ${ended.byModel} by the model, ${ended.modelCalls} questions, ${texts} texts; a model that answers in ${latencyMs} ms`,
    );
    console.log(
      `${(tookMs / 1000).toFixed(2)} s, ideal ${((rounds * latencyMs) / 1000).toFixed(2)} s: ${(100 * share).toFixed(1)} % of the ideal rate (limit 95 %: ${share >= TARGET ? "kept" : "BROKEN"})`,
    );
    const analysisMs = tookMs - ((embeddedAt ?? startedAt) - startedAt);
    console.log(
      `analyses alone: ${(analysisMs / 1000).toFixed(2)} s, ${((100 * Math.ceil(ended.modelCalls / AT_ONCE) * latencyMs) / analysisMs).toFixed(1)} % of their ideal`,
    );
    console.log(machine());
    if (share < TARGET || ended.status !== "succeeded") process.exitCode = 1;
    await services.close();
  });
} finally {
  standIn.stop();
}
