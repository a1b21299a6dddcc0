import { mkdir } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Connections } from "../connections.ts";
import { DataDirectoryError, ensureDataDirectory } from "./data-directory.ts";
import { type DirectoryLock, tryLockDirectory } from "./directory-lock.ts";
import { connectEmbedded, startEngine } from "./open-embedded.ts";
import { DirectoryOwnedError } from "./owner-errors.ts";
import { readOwner, removeOwner, writeOwner } from "./owner-file.ts";

export interface OpenDirectoryOptions {
  /** Told what takes long, for a person who waits. */
  readonly onProgress?: (message: string) => void;
  /** How long to wait for a process that owns the directory and takes no commands. Default 20 s. */
  readonly waitMs?: number;
}

export async function openMemory(): Promise<Connections> {
  return connectEmbedded(await startEngine());
}

/**
 * Opens the embedded database in a directory and owns it until it is closed; makes it where there is none.
 *
 * @throws {DirectoryOwnedError} at once when its owner takes commands, else when it has not ended in time
 * @throws {DataDirectoryError} when it cannot be used, or another major version of the engine made it
 */
export async function openDirectory(directory: string, options: OpenDirectoryOptions = {}): Promise<Connections> {
  const { onProgress = () => {}, waitMs = 20_000 } = options;
  const lock = await lockDirectory(directory, onProgress, waitMs);
  try {
    await writeOwner(directory, null);
    const path = await ensureDataDirectory(directory, async (unfinished) => {
      onProgress(`creating an embedded database in ${directory} (once, a few seconds)`);
      const connections = await connectEmbedded(await startEngine({ dataDir: unfinished }));
      await connections.close();
    });
    const engine = await startEngine({ dataDir: path }).catch((error: unknown) => {
      throw DataDirectoryError.broken(directory, error);
    });
    return await connectEmbedded(engine, () => letGo(directory, lock));
  } catch (error) {
    await letGo(directory, lock);
    throw error;
  }
}

async function letGo(directory: string, lock: DirectoryLock): Promise<void> {
  await removeOwner(directory);
  lock.release();
}

async function tryLock(directory: string): Promise<DirectoryLock | undefined> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return tryLockDirectory(directory);
  } catch (error) {
    throw DataDirectoryError.unusable(directory, error);
  }
}

async function lockDirectory(
  directory: string,
  onProgress: (message: string) => void,
  waitMs: number,
): Promise<DirectoryLock> {
  const deadline = performance.now() + waitMs;
  for (let told = false; ; told = true) {
    const lock = await tryLock(directory);
    if (lock !== undefined) return lock;
    const owner = await readOwner(directory);
    const takesCommands = owner !== undefined && owner.channel !== null;
    if (takesCommands || performance.now() >= deadline) {
      throw new DirectoryOwnedError(directory, owner?.pid, takesCommands);
    }
    if (!told) onProgress(`waiting for process ${owner?.pid ?? ""} to finish with ${directory}`);
    await delay(100);
  }
}
