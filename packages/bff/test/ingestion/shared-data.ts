import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const PROJECT = resolve(import.meta.dirname, "../../../..");

/** Folder of the histories and exports with known answers; lies beside the checkout and is not part of it. */
export const SHARED_DATA = process.env.DORMANT_SHARED_DATA ?? resolve(PROJECT, "../shared/data");

/** Whether that folder is here. Says so once where it is not, for the suites that are skipped. */
export function hasSharedData(suite: string): boolean {
  const isHere = existsSync(resolve(SHARED_DATA, "providers/expected.json"));
  if (!isHere)
    console.warn(`${suite}: skipped, no shared data at ${SHARED_DATA} (DORMANT_SHARED_DATA names another place)`);
  return isHere;
}

export function readSharedData(file: string): Buffer {
  return readFileSync(resolve(SHARED_DATA, file));
}
