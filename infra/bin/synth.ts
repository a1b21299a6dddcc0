// Writes the templates of a stage: `npm run -s synth -- --stage dev`.
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { sizeOf, synthesise } from "../deploy/synthesise.ts";
import { getStage } from "../lib/stages.ts";

const { values } = parseArgs({ options: { stage: { type: "string" } } });
try {
  const startedAt = performance.now();
  for (const stack of await synthesise(getStage(values.stage))) {
    const { stackName, template } = stack;
    process.stdout.write(`${stackName.padEnd(36)} ${String(sizeOf(stack)).padStart(3)} resources  ${template}\n`);
  }
  process.stdout.write(`in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
