import { setTimeout as delay } from "node:timers/promises";
import { type Database, type DatabaseOptions, databaseOver } from "../database.ts";
import { type OpenDirectoryOptions, openDirectory } from "./open-directory.ts";
import { type OwnerListener, sendToOwner } from "./owner-client.ts";
import { DirectoryOwnedError, OwnerUnreachableError } from "./owner-errors.ts";
import type { OwnerRequest } from "./owner-protocol.ts";

/** Either the database is ours now, or its owner has run the command. */
export type Opened = { readonly database: Database } | { readonly exitCode: number };

const ATTEMPTS = 5;

/**
 * What a one-off command does with an embedded directory: opens it, or has the process that owns it run the command.
 * Owners may come and go meanwhile; a command that has begun is never sent twice.
 *
 * @throws {DirectoryOwnedError} when a process that takes no commands keeps the directory
 */
export async function openOrDelegate(
  directory: string,
  request: OwnerRequest,
  listener: OwnerListener = {},
  options: OpenDirectoryOptions & DatabaseOptions = {},
): Promise<Opened> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { database: databaseOver(await openDirectory(directory, options), options) };
    } catch (error) {
      if (!(error instanceof DirectoryOwnedError && error.takesCommands)) throw error;
    }
    try {
      return { exitCode: await sendToOwner(directory, request, listener) };
    } catch (error) {
      if (!(error instanceof OwnerUnreachableError) || attempt === ATTEMPTS) throw error;
    }
    // The owner has just gone, or a new one has not yet said where it listens.
    await delay(200);
  }
}
