// Does the adapter keep ten answers under way? `node bench/bedrock-throughput.ts [--latency-ms 1000] [--calls 100]`.
// The stand-in answers after the latency; the ideal rate is ten answers in each latency. Exit code 1 below 95 % of it.
// The stand-in runs in a process of its own: what is measured is the product's work.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createBedrock } from "../packages/bff/src/adapters/bedrock/create-bedrock.ts";
import { startStandInProcess } from "./stand-in-process.ts";

const TARGET = 0.95;
const AT_ONCE = 10;
const { values } = parseArgs({
  options: { "latency-ms": { type: "string", default: "1000" }, calls: { type: "string", default: "100" } },
});
const latencyMs = Number(values["latency-ms"]);
const count = Number(values.calls);

const standIn = await startStandInProcess(latencyMs);
const bedrock = createBedrock({ region: "us-east-1", concurrency: AT_ONCE });
const chat = bedrock.chatModel();
const ask = () =>
  chat.ask({
    system: "You judge dormant accounts by facts.",
    messages: [{ role: "user", text: "E1 Quiet for 181 to 365 days. E2 MFA: not enrolled. ".repeat(40) }],
    tool: {
      name: "report",
      description: "Reports.",
      inputSchema: { type: "object", properties: { ok: { type: "boolean" } } },
    },
    maxTokens: 700,
  });
const texts = Array.from({ length: count }, (_, index) => `Department class: d${index}.`);

console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}; a model that answers in ${latencyMs} ms`);
await ask();
const shares = [
  await share("Converse, one analysis a call", () => Promise.all(Array.from({ length: count }, ask))),
  await share("Titan V2, texts in tens", () => bedrock.embedder("amazon.titan-embed-text-v2:0").embed(texts)),
];
bedrock.close();
standIn.stop();
process.exitCode = shares.every((part) => part >= TARGET) ? 0 : 1;

async function share(name: string, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1_000;
  const idealSeconds = (Math.ceil(count / AT_ONCE) * latencyMs) / 1_000;
  const part = idealSeconds / seconds;
  console.log(
    `${name}: ${count} in ${seconds.toFixed(2)} s, ${(count / seconds).toFixed(2)}/s; ideal ${(count / idealSeconds).toFixed(2)}/s; ${(100 * part).toFixed(1)} % of it; ${((user + system) / 1_000 / count).toFixed(1)} ms CPU a call`,
  );
  return part;
}
