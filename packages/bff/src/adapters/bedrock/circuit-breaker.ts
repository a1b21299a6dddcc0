import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";

export interface CircuitBreakerOptions {
  readonly failures: number;
  readonly withinMs: number;
  readonly openForMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export const CIRCUIT_BREAKER_DEFAULTS = { failures: 5, withinMs: 60_000, openForMs: 120_000 } as const;

// The model or the way to it is ill. What is wrong with one request says nothing about the next.
const COUNTED: ReadonlySet<FaultReason> = new Set([
  "throttled",
  "service_error",
  "model_timeout",
  "model_error",
  "unreachable",
  "attempt_timeout",
  "deadline",
  "broken_answer",
  "empty_answer",
]);
// Nobody's retry mends these: every further call would fail the same way.
const LASTING: ReadonlySet<FaultReason> = new Set([
  "end_of_life",
  "no_credentials",
  "no_region",
  "no_access",
  "use_case_form",
  "model_unknown",
  "needs_profile",
  "quota_exceeded",
]);

type State =
  | { readonly name: "closed" }
  | { readonly name: "open"; readonly until: number; readonly because: BedrockFault }
  /** One call is out to see whether the model is back; the others are refused meanwhile. */
  | { readonly name: "probing"; readonly because: BedrockFault };

// Nothing was learned about the model.
const MUTE: ReadonlySet<FaultReason> = new Set(["caller_aborted", "queue_timeout"]);

/**
 * Spares callers the wait for a model that keeps failing: so many failures in the time given, with no answer between
 * them, and the model is left alone for a while; then one call tries. One for each model and process.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  #state: State = { name: "closed" };
  #failedAt: number[] = [];

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** The fault to answer with instead of calling, or undefined: call. A lasting fault is repeated as what it was. */
  refusal(): BedrockFault | undefined {
    const state = this.#state;
    if (state.name === "closed") return undefined;
    if (state.name === "open" && this.#options.now() >= state.until) {
      this.#state = { name: "probing", because: state.because };
      return undefined;
    }
    const { reason } = state.because;
    return LASTING.has(reason) ? state.because : new BedrockFault({ reason: "circuit_open", code: reason });
  }

  answered(): void {
    this.#state = { name: "closed" };
    this.#failedAt = [];
  }

  failed(fault: BedrockFault): void {
    const { failures, withinMs, now } = this.#options;
    if (MUTE.has(fault.reason)) this.#probeAgain();
    else if (LASTING.has(fault.reason)) this.#open(fault);
    else if (!COUNTED.has(fault.reason)) this.answered();
    else if (this.#state.name === "probing") this.#open(fault);
    else {
      this.#failedAt = [...this.#failedAt, now()].filter((at) => at > now() - withinMs);
      if (this.#failedAt.length >= failures) this.#open(fault);
    }
  }

  #open(because: BedrockFault): void {
    this.#state = { name: "open", until: this.#options.now() + this.#options.openForMs, because };
    this.#failedAt = [];
  }

  // The probe's caller gave up: the next call finds out.
  #probeAgain(): void {
    if (this.#state.name !== "probing") return;
    this.#state = { name: "open", until: this.#options.now(), because: this.#state.because };
  }
}
