// Cold start of the API's bundle: import and first answer in fresh processes, beside a hello-world handler of the same
// router, bundled the same way. Limits: 1.5 MB without maps, 400 ms.
// Usage: node bench/lambda-cold-start.ts [processes, default 20]
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { httpApiEvent } from "../packages/bff/test/lambda-events.ts";
import { machine, percentile, verdict } from "./measure.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");
const processes = Number(process.argv[2] ?? 20);
const LIMIT_MS = 400;
const LIMIT_BYTES = 1.5 * 1024 * 1024;

const HELLO = `import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
const app = new Hono();
app.get("/healthz", (context) => context.json({ status: "ok" }));
export const handler = handle(app);`;

const ENVIRONMENT = {
  AWS_LAMBDA_FUNCTION_NAME: "api",
  DATABASE_URL: "postgres://app@127.0.0.1:1/none",
  DORMANT_JWT_ISSUER: "https://id.example/",
  DORMANT_JWT_AUDIENCE: "dormant-users",
  DORMANT_JWT_JWKS_URL: "https://id.example/jwks",
};

interface Start {
  readonly importMs: number;
  readonly firstMs: number;
}

/** One cold start: a process of its own, measured inside it, without the start of Node itself. */
async function coldStart(bundle: string): Promise<Start> {
  const code = `const event = ${JSON.stringify(httpApiEvent())};
    const before = performance.now();
    const { handler } = await import(${JSON.stringify(bundle)});
    const imported = performance.now();
    const { statusCode } = await handler(event, {});
    const answered = performance.now();
    if (statusCode !== 200) throw new Error("answered " + statusCode);
    process.stdout.write(JSON.stringify({ importMs: imported - before, firstMs: answered - imported }), () => process.exit(0));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { env: ENVIRONMENT });
  return JSON.parse(stdout) as Start;
}

async function bytesOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const code = files.filter((file) => file.isFile() && file.name.endsWith(".mjs"));
  const sizes = await Promise.all(code.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const out = await mkdtemp(join(tmpdir(), "cold-start-"));
try {
  await run(process.execPath, [join(root, "scripts/build-lambda.ts"), out], { cwd: root });
  await writeFile(join(out, "hello.ts"), HELLO);
  await build({
    entryPoints: [join(out, "hello.ts")],
    outfile: join(out, "hello/index.mjs"),
    nodePaths: [join(root, "node_modules")],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
  });
  const starts: Record<"api" | "hello", number[]> = { api: [], hello: [] };
  // In turn, so that a busy moment meets both.
  for (let round = 0; round < processes; round += 1) {
    for (const name of ["api", "hello"] as const) {
      const { importMs, firstMs } = await coldStart(join(out, name, "index.mjs"));
      starts[name].push(importMs + firstMs);
    }
  }
  const bytes = await bytesOf(join(out, "api"));
  console.log(`${machine()}; ${processes} fresh processes each, in turn`);
  console.log(
    `API bundle, every part, without maps: ${(bytes / 1024).toFixed(0)} KB; of 1.5 MB: ${verdict(bytes / LIMIT_BYTES, 1)}`,
  );
  for (const name of ["api", "hello"] as const) {
    const [median, p95] = [percentile(starts[name], 0.5), percentile(starts[name], 0.95)];
    console.log(`${name.padEnd(6)} import and first answer: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
  }
  const [api, hello] = [percentile(starts.api, 0.5), percentile(starts.hello, 0.5)];
  console.log(
    `API beside hello-world: ${(api / hello).toFixed(2)} times; of ${LIMIT_MS} ms: ${verdict(api / LIMIT_MS, 1)}`,
  );
} finally {
  await rm(out, { recursive: true });
}
