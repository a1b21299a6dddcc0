// Runs scripts of package.json one after another: `node scripts/run-steps.ts lint boundaries`. A step that fails does not
// keep the others from telling what they found; the last lines say how each ended and how long it took.
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

const lines: string[] = [];
for (const step of process.argv.slice(2)) {
  const startedAt = performance.now();
  const { status, signal } = spawnSync("pnpm", ["run", "--silent", step], { stdio: "inherit" });
  if (signal !== null) process.kill(process.pid, signal);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  lines.push(`${status === 0 ? "passed" : "FAILED"}  ${step} (${seconds} s)`);
  if (status !== 0) process.exitCode = 1;
}
process.stderr.write(`\n${lines.join("\n")}\n`);
