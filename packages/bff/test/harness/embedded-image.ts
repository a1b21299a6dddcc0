import { createHash } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { connectEmbedded, startEngine } from "../../src/db/embedded/open-embedded.ts";

const PREPARATION = fileURLToPath(new URL("../../src/db/platform.ts", import.meta.url));
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/dormant-users/", import.meta.url));

/** The path of a prepared embedded database as an archive: made once for each engine version and preparation. */
export async function ensureImage(): Promise<string> {
  const key = createHash("sha256")
    .update(await readFile(PREPARATION))
    .update(await engineManifest())
    .digest("hex")
    .slice(0, 16);
  const path = join(CACHE, `embedded-${key}.tar`);
  if (await exists(path)) return path;
  const engine = await startEngine();
  const connections = await connectEmbedded(engine);
  const image = await engine.dumpDataDir("none");
  await connections.close();
  await mkdir(CACHE, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await image.arrayBuffer()));
  await rename(unfinished, path);
  return path;
}

async function engineManifest(): Promise<Buffer> {
  const main = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  return readFile(join(dirname(main), "..", "package.json"));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
