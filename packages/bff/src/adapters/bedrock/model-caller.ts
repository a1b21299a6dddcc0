import { MOST_TIMES_BILLED, ModelError, type WireRequests } from "../../rag/ports.ts";
import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";
import { CIRCUIT_BREAKER_DEFAULTS, CircuitBreaker } from "./circuit-breaker.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { ConcurrencyLimiter } from "./concurrency-limiter.ts";
import { findRetryDelayMs, mayBeBilled } from "./retry-policy.ts";

/** Time and attempts of one call. It ends within `turnMs + deadlineMs`, whatever happens. */
export interface CallLimits {
  /** For waiting until a first attempt may be made, while others have their turns. */
  readonly turnMs: number;
  /** For everything from the first attempt on: attempts, backoff, later turns. */
  readonly deadlineMs: number;
  /** For one attempt; a hung connection must leave time for another. */
  readonly attemptMs: number;
  readonly maxAttempts: number;
}

/** What a test replaces by its own. */
export interface Surroundings {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Called<Answer> extends WireRequests {
  readonly answer: Answer;
  /** From the first attempt to the answer. */
  readonly latencyMs: number;
}

/** Makes calls end in an answer or a {@link ModelError} before the deadline. One for each process: it holds the shared limits. */
export class ModelCaller {
  readonly #limiter: ConcurrencyLimiter;
  readonly #surroundings: Surroundings;
  readonly #breakers = new Map<string, CircuitBreaker>();

  constructor(limiter: ConcurrencyLimiter, surroundings: Surroundings) {
    this.#limiter = limiter;
    this.#surroundings = surroundings;
  }

  /**
   * Sends until an answer comes, the fault is not worth another attempt, or no time is left for one.
   *
   * @param send one attempt; what it throws is classified
   * @throws {ModelError}
   */
  async call<Answer>(
    modelId: string,
    limits: CallLimits,
    caller: AbortSignal | undefined,
    send: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Called<Answer>> {
    const breaker = this.#breakerOf(modelId);
    const refusal = breaker.refusal();
    if (refusal !== undefined) throw modelError(refusal, modelId);
    const call = new Call(limits, caller, this.#limiter, this.#surroundings);
    try {
      const answer = await call.run(send);
      breaker.answered();
      return { answer, attempts: call.attempts, unheard: call.unheard, latencyMs: call.elapsedMs() };
    } catch (error) {
      const fault = classifyFailure(error);
      breaker.failed(fault);
      // What was heard with its tokens is known.
      const told = fault.details.usage !== undefined && mayBeBilled(fault) ? 1 : 0;
      throw modelError(fault, modelId, { attempts: call.attempts, unheard: call.unheard - told });
    }
  }

  #breakerOf(modelId: string): CircuitBreaker {
    const known = this.#breakers.get(modelId);
    if (known !== undefined) return known;
    const made = new CircuitBreaker({ ...CIRCUIT_BREAKER_DEFAULTS, now: this.#surroundings.now });
    this.#breakers.set(modelId, made);
    return made;
  }
}

class Call {
  attempts = 0;
  unheard = 0;
  readonly #limits: CallLimits;
  readonly #caller: AbortSignal | undefined;
  readonly #limiter: ConcurrencyLimiter;
  readonly #surroundings: Surroundings;
  readonly #ended = new Map<FaultReason, number>();
  /** Aborted when the call must end: first by the wait for a turn, from the first attempt on by the deadline. */
  #end: AbortSignal;
  #startedAt = 0;

  constructor(limits: CallLimits, caller: AbortSignal | undefined, limiter: ConcurrencyLimiter, around: Surroundings) {
    this.#limits = limits;
    this.#caller = caller;
    this.#limiter = limiter;
    this.#surroundings = around;
    this.#end = this.#endIn(limits.turnMs);
  }

  elapsedMs(): number {
    return this.#surroundings.now() - this.#startedAt;
  }

  async run<Answer>(send: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        return await this.#limiter.run(() => this.#attempt(send), this.#end);
      } catch (error) {
        await this.#backOff(this.#faultOf(error));
      }
    }
  }

  #endIn(ms: number): AbortSignal {
    const limit = AbortSignal.timeout(ms);
    return this.#caller === undefined ? limit : AbortSignal.any([this.#caller, limit]);
  }

  async #attempt<Answer>(send: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    if (this.attempts === 0) {
      this.#end = this.#endIn(this.#limits.deadlineMs);
      this.#startedAt = this.#surroundings.now();
    }
    this.attempts += 1;
    const own = AbortSignal.timeout(this.#limits.attemptMs);
    try {
      return await send(AbortSignal.any([this.#end, own]));
    } catch (error) {
      const fault =
        own.aborted && !this.#end.aborted ? new BedrockFault({ reason: "attempt_timeout" }) : this.#faultOf(error);
      if (mayBeBilled(fault)) this.unheard += 1;
      throw fault;
    }
  }

  // An attempt that was cut short throws whatever the SDK throws then; why it was cut is known here.
  #faultOf(error: unknown): BedrockFault {
    if (this.#caller?.aborted) return new BedrockFault({ reason: "caller_aborted" });
    if (this.#end.aborted) return new BedrockFault({ reason: this.attempts === 0 ? "queue_timeout" : "deadline" });
    return classifyFailure(error);
  }

  /** Returns when another attempt is due, or throws the fault that ends the call. */
  async #backOff(fault: BedrockFault): Promise<void> {
    const { reason, details } = fault;
    const earlier = this.#ended.get(reason) ?? 0;
    this.#ended.set(reason, earlier + 1);
    const delayMs = findRetryDelayMs(reason, earlier, this.#surroundings.random, details.retryAfterMs);
    const leftMs = this.#limits.deadlineMs - this.elapsedMs();
    // Better the true fault now than a timeout later.
    const mayTryAgain = this.attempts < this.#limits.maxAttempts && this.unheard < MOST_TIMES_BILLED;
    if (delayMs === undefined || delayMs >= leftMs || !mayTryAgain) throw fault;
    try {
      await this.#surroundings.sleep(delayMs, this.#end);
    } catch (error) {
      throw this.#faultOf(error);
    }
  }
}

/** Tells in the words of the port what happened; what was said on the wire stays behind. */
export function modelError(
  fault: BedrockFault,
  modelId: string,
  requests: WireRequests = { attempts: 0, unheard: 0 },
): ModelError {
  const { requestId, usage } = fault.details;
  const tries = requests.attempts > 1 ? ` after ${requests.attempts} attempts` : "";
  const request = requestId === undefined ? "" : ` (request ${requestId})`;
  return new ModelError(fault.kind, modelId, `${modelId}: ${fault.message}${tries}${request}`, {
    cause: fault,
    requests,
    ...(usage !== undefined && { usage }),
  });
}
