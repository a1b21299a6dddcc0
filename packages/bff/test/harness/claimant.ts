import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("./claim-directory.ts", import.meta.url));

/** Another process that tried to own a data directory. */
export interface Claimant {
  readonly process: ChildProcess;
  /** What it said first: `owned` or `refused`. */
  readonly verdict: string;
  /** What it says next: `listening` once an owner takes commands. */
  nextLine(): Promise<string>;
  kill(): Promise<void>;
}

/** Starts one; with `silent` it owns the directory and takes no commands. */
export async function startClaimant(directory: string, mode: "listening" | "silent" = "listening"): Promise<Claimant> {
  const child = spawn(process.execPath, [PROGRAM, directory, mode], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await lines.next()).value);
  return {
    process: child,
    verdict: await nextLine(),
    nextLine,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
