/** Time ran out before the work was done. */
export class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed";
  constructor() {
    super("the deadline of the analysis passed");
  }
}

/**
 * Runs work that ends in time or is given up: its signal aborts at the deadline or with the caller's, and the promise
 * settles then even where the work does not listen.
 *
 * @throws {DeadlinePassed} at the deadline; the caller's reason when the caller aborts; else whatever the work throws
 */
export async function withinDeadline<Result>(
  leftMs: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const giveUp = Promise.withResolvers<never>();
  const stop = (reason: unknown): void => {
    controller.abort(reason);
    giveUp.reject(reason);
  };
  const onAbort = (): void => stop(caller?.reason ?? new DeadlinePassed());
  const timer = setTimeout(() => stop(new DeadlinePassed()), Math.max(0, leftMs));
  caller?.addEventListener("abort", onAbort, { once: true });
  try {
    if (caller?.aborted === true) throw caller.reason;
    const working = work(controller.signal);
    // a loser of the race must not become an unhandled rejection
    working.catch(() => undefined);
    return await Promise.race([working, giveUp.promise]);
  } finally {
    clearTimeout(timer);
    caller?.removeEventListener("abort", onAbort);
    giveUp.promise.catch(() => undefined);
  }
}
