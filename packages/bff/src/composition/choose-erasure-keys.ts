import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/config.ts";
import { ErasureKeys, type LoadErasureKeys } from "../features/privacy/index.ts";

const FILE = "development-erasure-key";

/** The configured keys; outside production one kept in the data directory, made when it is first needed. */
export function chooseErasureKeys({ erasureKeys, mode, dataDir }: Config): LoadErasureKeys {
  const [first, ...earlier] = erasureKeys.map((key) => key.reveal());
  if (first !== undefined) {
    const keys = new ErasureKeys([first, ...earlier]);
    return async () => keys;
  }
  if (mode === "production") return async () => undefined;
  return async () => new ErasureKeys([await readOrMakeKey(dataDir)]);
}

async function readOrMakeKey(dataDir: string): Promise<string> {
  const file = join(dataDir, FILE);
  await mkdir(dataDir, { recursive: true });
  // "wx": of two processes that start together one writes, and both read what it wrote.
  await writeFile(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  });
  return (await readFile(file, "utf8")).trim();
}
