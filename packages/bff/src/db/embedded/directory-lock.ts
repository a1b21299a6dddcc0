import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the directory for this process, or says that another has it.
 *
 * The lock is the operating system's, held by an exclusive SQLite transaction: it ends with the process however that
 * ends, and no file left behind can be mistaken for it. On a network file system it is only as good as its locks.
 */
export function tryLockDirectory(directory: string): DirectoryLock | undefined {
  const file = new DatabaseSync(join(directory, "owner.lock.db"), { timeout: 0 });
  try {
    file.exec("begin exclusive");
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { release: () => file.close() };
}

// SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && "errcode" in error && typeof error.errcode === "number" && (error.errcode & 0xff) === 5
  );
}
