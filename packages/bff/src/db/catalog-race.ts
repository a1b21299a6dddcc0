import { sqlStateOf } from "./sqlstate.ts";

const ATTEMPTS = 5;

/**
 * Repeats a whole transaction that met another one on PostgreSQL's own tables. Roles and their grants belong to the
 * cluster, and no lock taken in one database keeps another's sessions from them.
 */
export async function retryCatalogRaces<T>(transact: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact();
    } catch (error) {
      if (attempt === ATTEMPTS || !isCatalogRace(error)) throw error;
    }
  }
}

function isCatalogRace(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return false;
  const state = sqlStateOf(cause);
  if (state === "42710") return true;
  if (state === "23505") return "table" in cause && String(cause.table).startsWith("pg_");
  return state === "XX000" && cause.message.startsWith("tuple concurrently");
}
