import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";

/** Builds everything a browser loads, side by side: both containers, the example host and the types for other hosts. */
const root = join(import.meta.dirname, "..");
const steps = [
  { name: "remote", folder: "packages/ui", command: ["vite", "build"] },
  { name: "standalone", folder: "packages/ui", command: ["vite", "build", "-c", "vite.standalone.config.ts"] },
  { name: "trustx-host", folder: "examples/trustx-host", command: ["vite", "build"] },
  { name: "types", folder: "packages/ui", command: ["tsc", "-p", "tsconfig.types.json"] },
] as const;

function run({ name, folder, command }: (typeof steps)[number]): Promise<boolean> {
  return new Promise((done) => {
    const [tool, ...args] = command;
    const bins = [join(root, folder, "node_modules", ".bin"), join(root, "node_modules", ".bin"), process.env.PATH];
    const started = performance.now();
    const child = spawn(tool, args, {
      cwd: join(root, folder),
      env: { ...process.env, PATH: bins.join(":"), FORCE_COLOR: "0" },
    });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.on("error", (error) => {
      said += error.message;
      done(false);
    });
    child.on("exit", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stderr.write(code === 0 ? `[build] ${name} in ${seconds} s\n` : `[build] ${name} failed\n${said}\n`);
      done(code === 0);
    });
  });
}

cpSync(join(root, "packages/ui/types"), join(root, "packages/ui/dist/types"), { recursive: true });
const results = await Promise.all(steps.map(run));
process.exit(results.every(Boolean) ? 0 : 1);
