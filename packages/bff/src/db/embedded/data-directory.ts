import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** PostgreSQL's major version in the embedded engine; a directory of another major version cannot be opened. */
export const ENGINE_MAJOR = "18";

/** The directory holds data this program's engine cannot read. */
export class DataDirectoryVersionError extends Error {
  override readonly name = "DataDirectoryVersionError";

  constructor(directory: string, found: string) {
    const remedy =
      Number(found) > Number(ENGINE_MAJOR)
        ? "use the newer release of this program that made it"
        : "ingest again into a new directory, or use the older release that made it";
    super(`${directory} holds data of PostgreSQL ${found}; this program embeds ${ENGINE_MAJOR}: ${remedy}`);
  }
}

/**
 * Makes sure that the engine's files are there, whole and of this engine's version. A creation that was interrupted
 * counts as none: it happens under another name and is renamed at the end.
 *
 * @returns the path to open
 * @throws {DataDirectoryVersionError} when another major version made them
 */
export async function ensureDataDirectory(directory: string, create: (path: string) => Promise<void>): Promise<string> {
  const path = join(directory, "pgdata");
  const found = await readVersion(path);
  if (found === undefined) {
    const unfinished = join(directory, "pgdata.creating");
    await rm(unfinished, { recursive: true, force: true });
    await create(unfinished);
    await rename(unfinished, path);
  } else if (found !== ENGINE_MAJOR) {
    throw new DataDirectoryVersionError(directory, found);
  }
  return path;
}

async function readVersion(path: string): Promise<string | undefined> {
  try {
    return (await readFile(join(path, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
