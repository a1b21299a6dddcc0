import type { Readiness } from "@dormant-users/shared-types";
import type { Logger } from "../../observability/logger.ts";

export interface ReadinessCheck {
  readonly name: string;
  /** Rejects where the thing cannot be reached; should give up when the signal aborts. */
  check(signal: AbortSignal): Promise<void>;
}

const LIMIT_MS = 2000;

/** Asks every part at once, each within two seconds. Says which part fails; why goes to the log alone. */
export async function probe(
  checks: readonly ReadinessCheck[],
  logger: Logger,
  limitMs: number = LIMIT_MS,
): Promise<Readiness> {
  const results = await Promise.all(checks.map((check) => probeOne(check, logger, limitMs)));
  const ready = results.every(({ ok }) => ok);
  return {
    status: ready ? "ready" : "not_ready",
    checks: Object.fromEntries(results.map(({ name, ok, detail }) => [name, { ok, ...(detail && { detail }) }])),
  };
}

async function probeOne({ name, check }: ReadinessCheck, logger: Logger, limitMs: number) {
  const signal = AbortSignal.timeout(limitMs);
  const timeUp = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    await Promise.race([check(signal), timeUp]);
    return { name, ok: true };
  } catch (error) {
    logger.warn("not_ready", { check: name, error });
    return { name, ok: false, detail: signal.aborted ? `did not answer within ${limitMs} ms` : "cannot be reached" };
  }
}
