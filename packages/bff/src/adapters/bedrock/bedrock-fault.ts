import type { ModelErrorKind, TokenUsage } from "../../rag/ports.ts";

/** What exactly went wrong, finer than {@link ModelErrorKind}: the doctor's advice and the retry rule depend on it. */
export type FaultReason =
  | "throttled"
  | "service_error"
  | "model_timeout"
  | "model_error"
  | "unreachable"
  | "not_sent"
  | "attempt_timeout"
  | "deadline"
  | "queue_timeout"
  | "caller_aborted"
  | "circuit_open"
  | "end_of_life"
  | "no_credentials"
  | "no_region"
  | "no_access"
  | "use_case_form"
  | "model_unknown"
  | "needs_profile"
  | "request_refused"
  | "input_too_long"
  | "input_empty"
  | "quota_exceeded"
  | "broken_answer"
  | "empty_answer"
  | "stopped_early"
  | "no_answer_block"
  | "bad_vector";

const KINDS: Readonly<Record<FaultReason, ModelErrorKind>> = {
  throttled: "throttled",
  service_error: "unavailable",
  model_timeout: "timeout",
  model_error: "unavailable",
  unreachable: "unavailable",
  not_sent: "invalid_request",
  attempt_timeout: "timeout",
  deadline: "timeout",
  queue_timeout: "timeout",
  caller_aborted: "aborted",
  circuit_open: "circuit_open",
  end_of_life: "end_of_life",
  no_credentials: "access_denied",
  no_region: "access_denied",
  no_access: "access_denied",
  use_case_form: "access_denied",
  model_unknown: "invalid_request",
  needs_profile: "invalid_request",
  request_refused: "invalid_request",
  input_too_long: "invalid_request",
  input_empty: "invalid_request",
  quota_exceeded: "quota_exceeded",
  broken_answer: "malformed_answer",
  empty_answer: "malformed_answer",
  stopped_early: "malformed_answer",
  no_answer_block: "malformed_answer",
  bad_vector: "malformed_answer",
};

/** What may be logged of a failed call: codes and ids. The SDK's own errors carry bodies, and bodies carry text. */
export interface FaultDetails {
  readonly reason: FaultReason;
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  /** The service's or Node's name for it: `ThrottlingException`, `ECONNRESET`. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** How long the service asks to wait. */
  readonly retryAfterMs?: number | undefined;
  /** Tokens the service counted although the answer is of no use. */
  readonly usage?: TokenUsage | undefined;
}

/** The cause of a {@link ModelError}: what happened on the wire, without a word of what was sent or received. */
export class BedrockFault extends Error {
  override readonly name = "BedrockFault";
  readonly details: FaultDetails;

  constructor(details: FaultDetails) {
    const { reason, status, code } = details;
    super([reason, status, code].filter((part) => part !== undefined).join(" "));
    this.details = details;
  }

  get reason(): FaultReason {
    return this.details.reason;
  }

  get kind(): ModelErrorKind {
    return KINDS[this.details.reason];
  }
}
