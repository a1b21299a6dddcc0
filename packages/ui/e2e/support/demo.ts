import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../..");

export interface Demo {
  /** Of the Vite host's page. */
  readonly origin: string;
  /** Of the webpack host's page. */
  readonly webpackOrigin: string;
  close(): Promise<void>;
}

/** `npm run demo`, as a person starts it: its last line is the Vite host's address, and comes when the page answers. */
export async function startDemo(): Promise<Demo> {
  const demo = spawn(process.execPath, ["scripts/demo.ts"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const origins = await hostOrigins(demo);
  return {
    ...origins,
    async close() {
      const ended = new Promise((done) => demo.once("exit", done));
      if (demo.exitCode === null && demo.kill("SIGINT")) await ended;
    },
  };
}

function hostOrigins(child: ChildProcess): Promise<Pick<Demo, "origin" | "webpackOrigin">> {
  return new Promise((done, fail) => {
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const [, webpackOrigin] = /^Mounted in a webpack host.*: (http:\/\/localhost:\d+)\//m.exec(said) ?? [];
      const [, origin] = /^(http:\/\/localhost:\d+)\/\n$/m.exec(said) ?? [];
      if (origin && webpackOrigin) done({ origin, webpackOrigin });
    });
    child.once("exit", (code) => fail(new Error(`the demo ended with ${code} before it gave its addresses:\n${said}`)));
  });
}
