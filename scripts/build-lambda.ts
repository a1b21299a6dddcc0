// Bundles each Lambda entry: <out>/<entry>/index.mjs, read at every cold start, and beside it the parts that are imported
// only when they are needed. Reports the size of the first.
// Usage: node scripts/build-lambda.ts [out, default dist/lambda]
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = resolve(root, process.argv[2] ?? "dist/lambda");
const ENTRIES = {
  api: "packages/bff/src/entry/api.ts",
  "generate-user-embeddings": "packages/bff/src/entry/generate-user-embeddings.ts",
  "detect-dormant-users": "packages/bff/src/entry/detect-dormant-users.ts",
  retention: "packages/bff/src/entry/retention.ts",
  migrate: "packages/bff/src/entry/migrate.ts",
} as const;

/** What a bundle must never hold; the build fails rather than ship it. */
const FORBIDDEN = [/@scalar\//, /@electric-sql\//, /\/docs-page\.ts$/, /@hono\/node-server/, /\/start-server\.ts$/];

/** zod brings every language's messages (264 KB); the product's own are English. */
const englishOnly: Plugin = {
  name: "english-only",
  setup(builder) {
    builder.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
      loader: "js",
    }));
  },
};

/** Production has a PostgreSQL server; the embedded one (14 MB) would only weigh on every cold start. */
const withoutEmbeddedDatabase: Plugin = {
  name: "without-embedded-database",
  setup(builder) {
    builder.onLoad({ filter: /\/db\/embedded\/open-directory\.ts$/ }, () => ({
      contents: `export function openDirectory() { throw new Error("The embedded database is not part of this bundle; set DATABASE_URL."); }
export const openMemory = openDirectory;`,
      loader: "js",
    }));
  },
};

/** A bundle stands alone: the migrations it runs are those of its own release, wherever it is unpacked. */
const withPackedMigrations: Plugin = {
  name: "with-packed-migrations",
  setup(builder) {
    builder.onLoad({ filter: /\/db\/migrations\/packed-migrations\.ts$/ }, () => {
      const folder = join(root, "packages/bff/migrations");
      const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
      const texts = Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
      return { contents: `export const packedMigrations = ${JSON.stringify(texts)};`, loader: "js" };
    });
  },
};

/** These answer or delete, call no model and take no objects in: the clients for that would be dead weight. */
const ANSWERING: ReadonlySet<string> = new Set(["api", "retention", "migrate"]);

const withoutIntake: Plugin = {
  name: "without-intake",
  setup(builder) {
    builder.onLoad({ filter: /\/composition\/(choose-models|open-objects)\.ts$/ }, () => ({
      contents: `const no = () => { throw new Error("This bundle calls no model and takes no objects in."); };
export { no as chooseModels, no as openObjects };`,
      loader: "js",
    }));
  },
};

/** The SDK reads a browser's name with it, and there is no browser. */
const withoutBrowsers: Plugin = {
  name: "without-browsers",
  setup(builder) {
    builder.onResolve({ filter: /^bowser$/ }, ({ path }) => ({ path, namespace: "no-browser" }));
    builder.onLoad({ filter: /.*/, namespace: "no-browser" }, () => ({ contents: "export default {};", loader: "js" }));
  },
};

/** Lambda gives credentials in the environment, which the SDK reads first; files, sign-ins and processes are for people. */
const environmentCredentials: Plugin = {
  name: "environment-credentials",
  setup(builder) {
    builder.onResolve(
      { filter: /^@aws-sdk\/credential-provider-(sso|ini|login|process|web-identity)$/ },
      ({ path }) => ({
        path,
        namespace: "no-credentials",
      }),
    );
    builder.onLoad({ filter: /.*/, namespace: "no-credentials" }, () => ({
      contents: `const none = () => async () => { throw new Error("On Lambda credentials come from the environment."); };
export { none as fromSSO, none as fromIni, none as fromLoginCredentials, none as fromProcess, none as fromTokenFile, none as fromWebToken };`,
      loader: "js",
    }));
  },
};

function pluginsOf(name: string): Plugin[] {
  return [
    englishOnly,
    withoutEmbeddedDatabase,
    environmentCredentials,
    withoutBrowsers,
    ...(name === "migrate" ? [withPackedMigrations] : []),
    ...(ANSWERING.has(name) ? [withoutIntake] : []),
  ];
}

for (const [name, entry] of Object.entries(ENTRIES)) {
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  const { metafile, outputFiles } = await build({
    entryPoints: { index: join(root, entry) },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    chunkNames: "parts/[name]-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    // pg is CommonJS and calls require at run time.
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    external: ["pg-native"],
    plugins: pluginsOf(name),
    sourcemap: "external",
    metafile: true,
    write: false,
    absWorkingDir: root,
    logLevel: "warning",
  });
  const inputs = Object.keys(metafile.inputs);
  const smuggled = inputs.filter((input) => FORBIDDEN.some((pattern) => pattern.test(input)));
  if (smuggled.length > 0) throw new Error(`${name} bundles what it must not: ${smuggled.slice(0, 5).join(", ")}`);
  for (const { path, contents } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  const startup = startupOutputs(
    metafile.outputs,
    Object.keys(metafile.outputs).find((path) => path.endsWith("/index.mjs")),
  );
  const startupCode = outputFiles.filter(({ path }) => startup.has(relative(root, path)));
  const code = Buffer.concat(startupCode.map(({ contents }) => contents));
  const report = { startup_bytes: code.length, packages: sizes(metafile.outputs, startup) };
  await writeFile(join(folder, "sizes.json"), `${JSON.stringify(report, null, 2)}\n`);
  console.log(
    `${relative(root, folder)} reads ${kilobytes(code.length)} at its start, gzip ${kilobytes(gzipSync(code).length)}`,
  );
  for (const [part, bytes] of Object.entries(report.packages).slice(0, 8)) {
    console.log(`  ${kilobytes(bytes).padStart(8)}  ${part}`);
  }
}

/** The files that are loaded before the first request: the entry and what it imports outright. */
function startupOutputs(outputs: Metafile["outputs"], entry: string | undefined): ReadonlySet<string> {
  const found = new Set(entry === undefined ? [] : [entry]);
  for (const path of found) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && outputs[imported] !== undefined) found.add(imported);
    }
  }
  return found;
}

/** Bytes by package in the given files, largest first. */
function sizes(outputs: Metafile["outputs"], within: ReadonlySet<string>): Record<string, number> {
  const totals = new Map<string, number>();
  for (const [path, output] of Object.entries(outputs)) {
    if (!within.has(path)) continue;
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const part = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input.split("/").slice(0, 3).join("/");
      totals.set(part, (totals.get(part) ?? 0) + bytesInOutput);
    }
  }
  return Object.fromEntries([...totals].sort(([, left], [, right]) => right - left));
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}
