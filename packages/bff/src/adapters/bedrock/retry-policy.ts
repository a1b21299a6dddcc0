import type { BedrockFault, FaultReason } from "./bedrock-fault.ts";

interface Backoff {
  readonly baseMs: number;
  /** Retries after the first attempt, beside the caller's own limit. */
  readonly atMost: number;
}

const CAP_MS = 20_000;

// Bases as in AWS's standard mode since 2026-11-10: 1 s for throttling, 50 ms for what passes by itself. A model that
// timed out, failed inside or sent half an answer is asked once more: it may have been billed, and what is too hard for it
// stays so.
const BACKOFF: Partial<Readonly<Record<FaultReason, Backoff>>> = {
  throttled: { baseMs: 1_000, atMost: Number.POSITIVE_INFINITY },
  service_error: { baseMs: 50, atMost: Number.POSITIVE_INFINITY },
  unreachable: { baseMs: 50, atMost: Number.POSITIVE_INFINITY },
  model_timeout: { baseMs: 50, atMost: 1 },
  model_error: { baseMs: 50, atMost: 1 },
  attempt_timeout: { baseMs: 50, atMost: 1 },
  broken_answer: { baseMs: 50, atMost: 1 },
  empty_answer: { baseMs: 50, atMost: 1 },
};

const MAY_BE_BILLED: ReadonlySet<FaultReason> = new Set([
  "model_timeout",
  "model_error",
  "attempt_timeout",
  "deadline",
  "caller_aborted",
  "broken_answer",
  "empty_answer",
]);
/** No connection came about, so nothing was sent. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "TimeoutError"],
]);

/**
 * Whether an attempt that ended so may have been billed although nobody heard an answer. An error that the service itself
 * answers with (4xx, 5xx) is not billed.
 */
export function mayBeBilled({ reason, details }: BedrockFault): boolean {
  return MAY_BE_BILLED.has(reason) || (reason === "unreachable" && !NEVER_CONNECTED.has(details.code ?? ""));
}

/**
 * How long to wait before the next attempt: exponential with full jitter, never less than the service asks for.
 * Undefined: this fault is not retried, or not again.
 *
 * @param earlier attempts that ended with the same reason before this one
 * @param random uniform in [0, 1)
 */
export function findRetryDelayMs(
  reason: FaultReason,
  earlier: number,
  random: () => number,
  retryAfterMs = 0,
): number | undefined {
  const backoff = BACKOFF[reason];
  if (backoff === undefined || earlier >= backoff.atMost) return undefined;
  return Math.max(retryAfterMs, random() * Math.min(backoff.baseMs * 2 ** earlier, CAP_MS));
}
