import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";

const FILE = "development-signing-key.json";

/** The private key kept in the data directory, so that a command and a running server sign and check alike. */
export async function readOrMakeKey(dataDir: string): Promise<JWK> {
  const file = join(dataDir, FILE);
  const kept = await readKey(file);
  if (kept !== undefined) return kept;
  await mkdir(dataDir, { recursive: true });
  const made = await makeKey();
  try {
    // "wx": of two processes that start together one writes, the other reads what it wrote.
    await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: "wx" });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const written = await readKey(file);
    if (written === undefined) throw new Error(`${file} cannot be read; delete it and start again`, { cause: error });
    return written;
  }
}

export async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: "ES256", use: "sig" };
}

async function readKey(file: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`${file} is not a key; delete it and start again`, { cause: error });
  }
}
