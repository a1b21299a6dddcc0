import { ConfigError } from "../config/load-config.ts";
import {
  DatabaseError,
  DataDirectoryError,
  DirectoryOwnedError,
  MigrationDriftError,
  MigrationFailedError,
  MigrationFileError,
  OwnerLostError,
  OwnerProtocolError,
  OwnerUnreachableError,
  PlatformNotPreparedError,
  TenantExistsError,
  TenantNotFoundError,
} from "../db/index.ts";
import { DomainError } from "../domain-error.ts";
import { ObjectStoreError } from "../features/ingestion/index.ts";
import { BackDaysError, HistoryError, HistoryUnreadableError } from "../features/return-evaluation/index.ts";
import { AddressUnavailableError } from "../http/start-server.ts";
import { CommandError, EXIT } from "./exit-codes.ts";

interface Failure {
  readonly message: string;
  readonly exitCode: number;
}

/** Errors whose message is written for the person who meets them. */
const TOLD: readonly (readonly [new (...given: never[]) => Error, number])[] = [
  [ConfigError, EXIT.usage],
  [TenantNotFoundError, EXIT.notFound],
  [TenantExistsError, EXIT.refused],
  [DirectoryOwnedError, EXIT.unavailable],
  [DataDirectoryError, EXIT.unavailable],
  [OwnerUnreachableError, EXIT.unavailable],
  [OwnerLostError, EXIT.unavailable],
  [OwnerProtocolError, EXIT.unavailable],
  [AddressUnavailableError, EXIT.unavailable],
  [HistoryUnreadableError, EXIT.refused],
  [HistoryError, EXIT.refused],
  [BackDaysError, EXIT.usage],
  [PlatformNotPreparedError, EXIT.unavailable],
  [MigrationFailedError, EXIT.failed],
  [MigrationDriftError, EXIT.refused],
  [MigrationFileError, EXIT.refused],
];

const STORE_EXITS: Readonly<Record<ObjectStoreError["fault"], number>> = {
  not_found: EXIT.notFound,
  denied: EXIT.refused,
  changed: EXIT.refused,
  unreachable: EXIT.unavailable,
};

/** The one map from errors to what the terminal says. */
export function explainFailure(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { message: "interrupted; nothing half-written was left", exitCode: EXIT.interrupted };
  if (error instanceof CommandError) return { message: error.message, exitCode: error.exitCode };
  if (error instanceof DomainError) {
    return { message: error.message, exitCode: error.code === "not_found" ? EXIT.notFound : EXIT.refused };
  }
  if (error instanceof ObjectStoreError) return { message: error.message, exitCode: STORE_EXITS[error.fault] };
  const told = TOLD.find(([type]) => error instanceof type);
  if (told !== undefined && error instanceof Error) return { message: error.message, exitCode: told[1] };
  if (error instanceof DatabaseError) {
    return error.kind === "connection_lost" || error.kind === "too_many_connections"
      ? {
          message: "the database cannot be reached; check DATABASE_URL, or run dormant doctor",
          exitCode: EXIT.unavailable,
        }
      : { message: `the database refused (${error.message})`, exitCode: EXIT.failed };
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `unexpected failure; please report it with this text\n${what}`, exitCode: EXIT.failed };
}
