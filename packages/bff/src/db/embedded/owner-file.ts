import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Raised whenever an older program could misunderstand a request or its answer. */
export const OWNER_PROTOCOL = 1;

const OwnerRecord = z.object({
  protocol: z.int(),
  pid: z.int(),
  started_at: z.string(),
  /** Where it takes commands; null while it takes none. */
  channel: z.object({ port: z.int(), token: z.string() }).nullable(),
});

/** Who owns a data directory. Says nothing about whether that process still lives: only the lock does. */
export type OwnerRecord = z.infer<typeof OwnerRecord>;

export async function writeOwner(directory: string, channel: OwnerRecord["channel"]): Promise<void> {
  const record: OwnerRecord = {
    protocol: OWNER_PROTOCOL,
    pid: process.pid,
    started_at: new Date().toISOString(),
    channel,
  };
  // The token is as good as the database: nobody else may read it, and no reader meets half a file.
  const unfinished = `${fileIn(directory)}.${randomBytes(4).toString("hex")}`;
  await writeFile(unfinished, JSON.stringify(record), { mode: 0o600 });
  await rename(unfinished, fileIn(directory));
}

/** The record, or undefined when there is none that can be understood. */
export async function readOwner(directory: string): Promise<OwnerRecord | undefined> {
  try {
    return OwnerRecord.parse(JSON.parse(await readFile(fileIn(directory), "utf8")));
  } catch {
    return undefined;
  }
}

export async function removeOwner(directory: string): Promise<void> {
  await rm(fileIn(directory), { force: true });
}

function fileIn(directory: string): string {
  return join(directory, "owner.json");
}
