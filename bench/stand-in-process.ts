import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { standInEnvironment } from "../packages/bff/test/bedrock-stand-in/stand-in.ts";

/**
 * Starts the Bedrock stand-in in a process of its own, so that what is measured here is the product's work, and points
 * this process's AWS variables at it.
 *
 * @param latencyMs time until each answer
 */
export async function startStandInProcess(latencyMs: number): Promise<{ stop(): void }> {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, "../packages/bff/test/bedrock-stand-in/main.ts"),
      ...["--port", "0", "--latency-ms", String(latencyMs)],
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  for (const [name, value] of Object.entries(standInEnvironment(await portOf(child)))) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  return { stop: () => void child.kill() };
}

/** From the line that the stand-in greets with. */
async function portOf({ stderr }: ChildProcess): Promise<number> {
  if (stderr === null) throw new Error("the stand-in was started without a pipe");
  const [greeting] = await once(stderr, "data");
  return Number(/:(\d+);/.exec(String(greeting))?.[1]);
}
