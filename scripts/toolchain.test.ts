import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const toolchain = join(import.meta.dirname, "toolchain.mjs");

// Writes down every signal; like a server, it needs a moment to stop.
const SERVER = `
import { appendFileSync, writeFileSync } from "node:fs";
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => {
  appendFileSync("signals", name + "\\n");
  setTimeout(() => process.exit(0), 300);
});
setInterval(() => {}, 1000);
writeFileSync("pid", String(process.pid));
console.log("ready " + process.version);
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "toolchain-"));
  const child = SERVER.replace(/"(signals|pid)"/g, (_, name) => JSON.stringify(join(folder, name)));
  writeFileSync(join(folder, "server.mjs"), child);
  const scripts = { serve: `exec node ${toolchain} node ${join(folder, "server.mjs")}` };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "caller", scripts }));
});
afterEach(() => {
  if (existsSync(join(folder, "pid")) && isAlive(serverPid())) process.kill(serverPid(), "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const serverPid = () => Number(readFileSync(join(folder, "pid"), "utf8"));
const signals = () => readFileSync(join(folder, "signals"), "utf8").trim().split("\n");

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function started(command: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { cwd: folder, stdio: ["pipe", "pipe", "inherit"], detached: true });
  let output = "";
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (text) => {
      output += text;
      if (output.includes("ready")) resolve();
    });
    child.once("exit", () => resolve());
  });
  expect(output).toContain("ready v24.");
  return child;
}

async function exitCode(child: ChildProcess): Promise<number> {
  const [code, signal] = child.exitCode === null ? await once(child, "exit") : [child.exitCode, null];
  return code ?? signal;
}

it("every script that uses the toolchain lets it take the shell's place", () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
  const users = Object.values<string>(scripts).filter((script) => script.includes("toolchain.mjs"));
  expect(users.length).toBeGreaterThan(0);
  for (const script of users) expect(script).toMatch(/^exec node scripts\/toolchain\.mjs /);
});

describe("a command stops cleanly, with nothing left behind", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("by %s to npm's process, which it sees once", async (signal) => {
    const npm = await started("npm", ["run", "-s", "serve"]);
    npm.kill(signal);
    expect(await exitCode(npm)).toBe(0);
    expect(signals()).toEqual([signal]);
    expect(isAlive(serverPid())).toBe(false);
  });

  it("by SIGINT to the whole process group, which it sees at most twice", async () => {
    const npm = await started("npm", ["run", "-s", "serve"]);
    process.kill(-(npm.pid as number), "SIGINT");
    expect(await exitCode(npm)).toBe(0);
    expect(signals().length).toBeLessThanOrEqual(2);
    expect(isAlive(serverPid())).toBe(false);
  });

  const hasTerminal = spawnSync("script", ["--version"]).status === 0;
  it.skipIf(!hasTerminal)(
    `by Ctrl-C at a terminal, which it sees once${hasTerminal ? "" : " (skipped: no script(1))"}`,
    async () => {
      const terminal = await started("script", ["-qec", "npm run -s serve", "/dev/null"]);
      terminal.stdin?.write("\x03");
      // The command ends with 0; npm says 130 where it takes the interrupt for itself first.
      expect([0, 130]).toContain(await exitCode(terminal));
      expect(signals()).toEqual(["SIGINT"]);
      expect(isAlive(serverPid())).toBe(false);
    },
  );
});

describe("a command runs as if it had been called directly", () => {
  const call = (script: string, env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, [toolchain, "node", "-e", script], {
      env: { ...process.env, ...env },
      encoding: "utf8",
    });

  it("with its own exit code and nothing but its own output", () => {
    const { status, stdout } = call('process.stdout.write("{}"); process.exit(3)');
    expect({ status, stdout }).toEqual({ status: 3, stdout: "{}" });
  });

  it("without npm's settings, save those that say how to reach the registry", () => {
    const { stdout } = call(
      'console.log(Object.keys(process.env).filter((key) => /^npm_config_/.test(key) && key.endsWith("probe") || key === "npm_config_cafile" || key === "npm_config_global").join())',
      { npm_config_global: "true", npm_config_probe: "1", npm_config_cafile: "/ca.pem" },
    );
    expect(stdout.trim()).toBe("npm_config_cafile");
  });

  it("and a command that does not exist is exit code 127 with a reason", () => {
    const { status, stderr } = spawnSync(process.execPath, [toolchain, "no-such-command"], { encoding: "utf8" });
    expect(status).toBe(127);
    expect(stderr).toContain("cannot run no-such-command");
  });
});
