// Starts the stand-in for a shell: `node packages/bff/test/bedrock-stand-in/main.ts [--port N] [--latency-ms N]`.
// Prints the variables that lead the product to it, for `eval`.
import { parseArgs } from "node:util";
import { startBedrockStandIn } from "./stand-in.ts";

const { values } = parseArgs({
  options: { port: { type: "string", default: "0" }, "latency-ms": { type: "string", default: "0" } },
});
const standIn = await startBedrockStandIn({ port: Number(values.port), latencyMs: Number(values["latency-ms"]) });
for (const [name, value] of Object.entries(standIn.environment)) {
  console.log(value === undefined ? `unset ${name}` : `export ${name}='${value}'`);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void standIn.close());
