import { setTimeout as wait } from "node:timers/promises";
import { DatabaseError } from "./errors.ts";

// A statement that is too slow mostly waits for somebody else's lock.
const PASSING: ReadonlySet<string> = new Set(["connection_lost", "too_many_connections", "statement_timeout"]);
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A server that restarts is back by then; a run that gives up can be taken up later. */
const PATIENCE_MS = 60_000;

/**
 * Does database work again while the database is away, or too slow. The work must be safe to repeat: a commit whose answer
 * was lost may have happened.
 */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      const passing = error instanceof DatabaseError && (error.retryable || PASSING.has(error.kind));
      if (!passing || performance.now() > until) throw error;
      await wait(waitMs);
    }
  }
}
