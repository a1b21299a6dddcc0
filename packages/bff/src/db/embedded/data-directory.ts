import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** PostgreSQL's major version in the embedded engine; a directory of another major version cannot be opened. */
export const ENGINE_MAJOR = "18";

/** A directory cannot hold, or be opened as, the embedded database. The message says what to do. */
export class DataDirectoryError extends Error {
  override readonly name = "DataDirectoryError";

  /** What the system says about the directory: no permission, no such place, a full disk. */
  static unusable(directory: string, cause: unknown): DataDirectoryError {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new DataDirectoryError(`cannot keep a database in ${directory}: ${reason}; name another directory`, {
      cause,
    });
  }

  /** The files are there and the engine does not start over them. */
  static broken(directory: string, cause: unknown): DataDirectoryError {
    const remedy = "restore it from a copy, or ingest again into a new directory";
    return new DataDirectoryError(`the database in ${directory} cannot be opened: ${remedy}`, { cause });
  }

  static ofOtherVersion(directory: string, found: string): DataDirectoryError {
    const remedy =
      Number(found) > Number(ENGINE_MAJOR)
        ? "use the newer release of this program that made it"
        : "ingest again into a new directory, or use the older release that made it";
    return new DataDirectoryError(
      `${directory} holds data of PostgreSQL ${found}; this program embeds ${ENGINE_MAJOR}: ${remedy}`,
    );
  }
}

/**
 * Makes sure that the engine's files are there, whole and of this engine's version. A creation that was interrupted
 * counts as none: it happens under another name and is renamed at the end.
 *
 * @returns the path to open
 * @throws {DataDirectoryError} when another major version made them
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
    throw DataDirectoryError.ofOtherVersion(directory, found);
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
