import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../..");

export interface Demo {
  /** Of the host page. */
  readonly origin: string;
  close(): Promise<void>;
}

/** `npm run demo`, as a person starts it: its last line is the host page's address, and comes when the page answers. */
export async function startDemo(): Promise<Demo> {
  const demo = spawn(process.execPath, ["scripts/demo.ts"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const origin = await hostAddress(demo);
  return {
    origin,
    async close() {
      const ended = new Promise((done) => demo.once("exit", done));
      if (demo.exitCode === null && demo.kill("SIGINT")) await ended;
    },
  };
}

function hostAddress(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const [, address] = /^(http:\/\/localhost:\d+)\/\n$/m.exec(said) ?? [];
      if (address) done(address);
    });
    child.once("exit", (code) => fail(new Error(`the demo ended with ${code} before it gave an address:\n${said}`)));
  });
}
