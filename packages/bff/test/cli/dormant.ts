import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../src/entry/cli.ts", import.meta.url));

/** What a command left behind when it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DormantOptions {
  readonly cwd?: string;
  /** Beside PATH, the only variables the command sees. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A command line of the product in a process of its own. */
export class Dormant {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";
  readonly #ended: Promise<unknown[]>;

  constructor(argv: readonly string[], { cwd, env = {} }: DormantOptions = {}) {
    this.child = spawn(process.execPath, [CLI, ...argv], {
      ...(cwd !== undefined && { cwd }),
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout?.on("data", (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr?.on("data", (chunk) => {
      this.stderr += chunk;
    });
    this.#ended = once(this.child, "close");
  }

  async ended(): Promise<Ended> {
    const [code] = await this.#ended;
    return { code: code as number | null, stdout: this.stdout, stderr: this.stderr };
  }

  /** Waits until it has said this much. */
  async says(stream: "stdout" | "stderr", pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this[stream]);
      if (match !== null) return match;
      const source = this.child[stream];
      if (source === null || source.readableEnded || this.child.exitCode !== null) {
        throw new Error(`it ended without saying ${pattern}: ${this.stdout}${this.stderr}`);
      }
      await Promise.race([once(source, "data"), this.#ended]);
    }
  }

  signal(signal: NodeJS.Signals): this {
    this.child.kill(signal);
    return this;
  }
}

/** Runs a command to its end. */
export function dormant(argv: readonly string[], options?: DormantOptions): Promise<Ended> {
  return new Dormant(argv, options).ended();
}
