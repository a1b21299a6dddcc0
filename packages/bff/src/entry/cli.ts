import { createInterface } from "node:readline/promises";
import { runCli } from "../cli/run-cli.ts";
import { callerDirectory } from "../config/caller-directory.ts";

const interrupted = new AbortController();
// One Ctrl-C may arrive twice, once from the terminal and once from npm: the second must not cut the clean end short.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupted.abort());

// A reader that has seen enough (`| head`) ends no command: what it does is not half done for that.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `, { signal: interrupted.signal });
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    cwd: callerDirectory(),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    signal: interrupted.signal,
  },
  process.stdin.isTTY ? confirm : undefined,
);
