// The stand-in for a shell: `node packages/bff/test/bedrock-stand-in/main.ts [--port 8790] [--latency-ms N]` serves until
// it is stopped; with --print it prints the variables that lead the product to it, for `eval`, and serves nothing.
import { parseArgs } from "node:util";
import { standInEnvironment, startBedrockStandIn } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8790" },
    "latency-ms": { type: "string", default: "0" },
    print: { type: "boolean", default: false },
  },
});
const port = Number(values.port);

if (values.print) {
  for (const [name, value] of Object.entries(standInEnvironment(port))) {
    console.log(value === undefined ? `unset ${name}` : `export ${name}='${value}'`);
  }
} else {
  const standIn = await startBedrockStandIn({ port, latencyMs: Number(values["latency-ms"]) });
  console.error(`Bedrock stand-in at ${standIn.url}; --print says how to reach it`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void standIn.close());
}
