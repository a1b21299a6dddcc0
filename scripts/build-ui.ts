import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Builds everything a browser loads, side by side: both containers, the example hosts and the types for other hosts.
// With --if-changed: only when the last build was of other sources.
const root = join(import.meta.dirname, "..");
const steps = [
  { name: "remote", folder: "packages/ui", command: ["vite", "build"] },
  { name: "standalone", folder: "packages/ui", command: ["vite", "build", "-c", "vite.standalone.config.ts"] },
  { name: "trustx-host", folder: "examples/trustx-host", command: ["vite", "build"] },
  { name: "profile360-webpack", folder: "examples/profile360-webpack", command: ["webpack"] },
  { name: "types", folder: "packages/ui", command: ["tsc", "-p", "tsconfig.types.json"] },
] as const;

function run({ name, folder, command }: (typeof steps)[number]): Promise<boolean> {
  return new Promise((done) => {
    const [tool, ...args] = command;
    const bins = [join(root, folder, "node_modules", ".bin"), join(root, "node_modules", ".bin"), process.env.PATH];
    const started = performance.now();
    const child = spawn(tool, args, {
      cwd: join(root, folder),
      env: { ...buildEnvironment(), PATH: bins.join(":"), FORCE_COLOR: "0" },
    });
    let said = "";
    let warned = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.stderr.on("data", (chunk) => {
      said += chunk;
      warned += chunk;
    });
    child.on("error", (error) => {
      said += error.message;
      done(false);
    });
    child.on("exit", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      // Of a build that succeeded, warnings are for whoever works on it, not for whoever starts the demo.
      const told = process.env.CI ? warned : "";
      process.stderr.write(
        code === 0 ? `[build] ${name} in ${seconds} s\n${told}` : `[build] ${name} failed\n${said}\n`,
      );
      done(code === 0);
    });
  });
}

/** A test run's marks would make a build for tests: without federation, and of React's development files. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([name]) => name !== "NODE_ENV" && !name.startsWith("VITEST"));
  return Object.fromEntries(given);
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  const hosts = ["examples/trustx-host", "examples/profile360-webpack"];
  const files = ["packages/ui", "packages/shared-types", ...hosts].flatMap((folder) =>
    globSync([`${folder}/{src,types,public}/**/*.*`, `${folder}/*.{ts,js,json,html}`], { cwd: root }),
  );
  for (const file of [...files, "pnpm-lock.yaml", "scripts/build-ui.ts"].toSorted()) {
    if (statSync(join(root, file)).isFile()) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

const stamp = join(root, "packages/ui/dist/.built-from");
const sources = hashOfSources();
const upToDate = existsSync(stamp) && readFileSync(stamp, "utf8") === sources;
if (!(upToDate && process.argv.includes("--if-changed"))) {
  rmSync(stamp, { force: true });
  cpSync(join(root, "packages/ui/types"), join(root, "packages/ui/dist/types"), { recursive: true });
  const results = await Promise.all(steps.map(run));
  if (results.every(Boolean)) writeFileSync(stamp, sources);
  else process.exitCode = 1;
}
