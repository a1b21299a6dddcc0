import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface RunningBff {
  readonly origin: string;
  close(): Promise<void>;
}

/** `dormant serve` over a database, in a process of its own and with its development issuer. */
export async function startBff(databaseUrl: string): Promise<RunningBff> {
  const dataDir = await mkdtemp(join(tmpdir(), "bench-bff-"));
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../../packages/bff/src/entry/cli.ts"), "serve", "--port", "0", "--json"],
    {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        DORMANT_DATA_DIR: dataDir,
        DORMANT_ANALYST: "rules",
        DORMANT_EMBEDDER: "local",
        DORMANT_LOG_LEVEL: "error",
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(child, "exit");
  process.once("exit", () => child.kill());
  const line = once(createInterface(child.stdout), "line");
  const [first] = await Promise.race([line, ended.then(() => [undefined])]);
  if (typeof first !== "string") throw new Error("the API ended before it gave an address");
  const { port } = new URL((JSON.parse(first) as { url: string }).url);
  return {
    // The development issuer and CORS know this machine by this name.
    origin: `http://localhost:${port}`,
    async close() {
      if (child.exitCode === null && child.kill("SIGTERM")) await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
