import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

const STOP_PATIENCE_MS = 5_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks a process to end, and ends it where it does not. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
  await ended;
  clearTimeout(timer);
}

/** Starts a WebDriver server and waits until it is ready. @throws {Error} where it is not within `patienceMs` */
export async function startDriver(
  command: string,
  args: readonly string[],
  { url, env = {}, patienceMs = 20_000 }: { url: string; env?: NodeJS.ProcessEnv; patienceMs?: number },
): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: "ignore", env: { ...process.env, ...env } });
  const end = Date.now() + patienceMs;
  for (;;) {
    const ready = await fetch(`${url}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return child;
    if (Date.now() > end || child.exitCode !== null) {
      await stopProcess(child);
      throw new Error(`${command} was not ready within ${patienceMs} ms.`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}
