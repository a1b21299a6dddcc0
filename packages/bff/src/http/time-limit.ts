import { DomainError } from "../domain-error.ts";

/**
 * Runs work for at most `limitMs`. The signal is made only when asked for: on Node every request's own signal costs.
 * It aborts when time is up or the caller hangs up; work that ignores it is left behind, its result dropped.
 *
 * @throws DomainError `timeout`
 */
export async function withTimeLimit<Result>(
  limitMs: number,
  callerSignal: () => AbortSignal,
  work: (signal: () => AbortSignal) => Promise<Result>,
): Promise<Result> {
  let controller: AbortController | undefined;
  let timer: NodeJS.Timeout | undefined;
  const signal = () => {
    if (controller === undefined) {
      controller = new AbortController();
      const caller = callerSignal();
      const hangUp = () => controller?.abort(caller.reason);
      if (caller.aborted) hangUp();
      else caller.addEventListener("abort", hangUp, { once: true });
    }
    return controller.signal;
  };
  const timeUp = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new DomainError("timeout", "Ask for less (a smaller `limit`, fewer filters) or try again later.");
      controller?.abort(error);
      reject(error);
    }, limitMs);
  });
  try {
    return await Promise.race([work(signal), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
