import { setTimeout as wait } from "node:timers/promises";
import { RefreshJob } from "@dormant-users/shared-types";

export interface ProgressOptions {
  readonly signal: AbortSignal;
  /** Milliseconds between two looks. Default 1 s. */
  readonly everyMs?: number;
  /** After this the stream ends and the client connects again. Default 10 min. */
  readonly longestMs?: number;
}

const SILENCE_LOOKS = 15;

/** True once nothing more can become of a job. */
const hasEnded = ({ status }: RefreshJob): boolean => status !== "queued" && status !== "running";

/**
 * A job's progress as server-sent events: `progress` whenever it changes, `done` at its end, and a comment in long
 * silences, so that nobody on the way takes the connection for dead.
 */
export async function* progressEvents(
  first: RefreshJob,
  read: () => Promise<RefreshJob | undefined>,
  { signal, everyMs = 1000, longestMs = 600_000 }: ProgressOptions,
): AsyncGenerator<string> {
  let job = first;
  let said = JSON.stringify(RefreshJob.parse(job));
  yield event(hasEnded(job) ? "done" : "progress", said);
  let silent = 0;
  for (let look = 0; !hasEnded(job) && look * everyMs < longestMs && !signal.aborted; look += 1) {
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
    const found = signal.aborted ? undefined : await read();
    if (found === undefined) return;
    job = found;
    const text = JSON.stringify(RefreshJob.parse(job));
    silent = text === said ? silent + 1 : 0;
    if (silent === 0) yield event(hasEnded(job) ? "done" : "progress", text);
    else if (silent % SILENCE_LOOKS === 0) yield ": still at it\n\n";
    said = text;
  }
}

const event = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`;
