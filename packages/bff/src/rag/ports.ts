/** What a text costs and what came of it. Tokens as the provider meters them. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Requests on the wire for one result, retries included. */
export interface WireRequests {
  readonly attempts: number;
  /** Those of them that brought no answer and may have been billed all the same; whether they were, nobody will say. */
  readonly unheard: number;
}

/**
 * So many times one question or text may be billed at most: an adapter that was cut off tries again once, and never a
 * second time.
 */
export const MOST_TIMES_BILLED = 2;

/** One text, embedded. */
export interface Embedding extends WireRequests {
  readonly vector: Float32Array;
  readonly inputTokens: number;
}

/** Makes vectors of sanitised texts. Vectors of different models are never compared. */
export interface Embedder {
  readonly modelId: string;
  readonly dimensions: number;
  /** Tokens that the text can be billed with at most, each time it is sent. */
  mostTokens(text: string): number;
  /**
   * One result for each text, in order: the embedding, or the error that this text alone met.
   *
   * @throws {ModelError} when no text could be embedded at all; it has the usage and the requests of all of them
   */
  embed(
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly (Embedding | ModelError)[]>;
}

/** One question to a chat model, answered by the arguments of one forced tool. */
export interface ChatRequest {
  readonly system: string;
  readonly messages: readonly { readonly role: "user" | "assistant"; readonly text: string }[];
  readonly tool: { readonly name: string; readonly description: string; readonly inputSchema: Record<string, unknown> };
  readonly maxTokens: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ChatAnswer extends WireRequests {
  /** What the model gave to the tool: anything at all, to be parsed. */
  readonly input: unknown;
  readonly modelId: string;
  readonly stopReason: string;
  readonly usage: TokenUsage;
  readonly latencyMs: number;
}

/** A model behind one question-and-answer call. Sees only what {@link ChatRequest} holds. */
export interface ChatModel {
  readonly modelId: string;
  /** What the question and its answer can be billed with at most, each time it is sent. */
  mostUsage(request: ChatRequest): TokenUsage;
  /** @throws {ModelError} when no answer could be had in time */
  ask(request: ChatRequest): Promise<ChatAnswer>;
}

export type ModelErrorKind =
  | "throttled"
  | "unavailable"
  | "timeout"
  | "aborted"
  | "circuit_open"
  | "end_of_life"
  | "access_denied"
  | "invalid_request"
  | "malformed_answer"
  | "quota_exceeded";

/** A model gave no usable answer. The message holds no text that was sent or received. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly kind: ModelErrorKind;
  readonly modelId: string;
  /** True when the same request may succeed later. */
  readonly retryable: boolean;
  /** Tokens that were billed all the same. */
  readonly usage: TokenUsage | undefined;
  readonly requests: WireRequests;

  constructor(
    kind: ModelErrorKind,
    modelId: string,
    message: string,
    options: { readonly cause?: unknown; readonly usage?: TokenUsage; readonly requests?: WireRequests } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.modelId = modelId;
    this.retryable = kind === "throttled" || kind === "unavailable" || kind === "timeout";
    this.usage = options.usage;
    this.requests = options.requests ?? { attempts: 0, unheard: 0 };
  }
}
