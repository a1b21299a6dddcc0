/** What a text costs and what came of it. Tokens as the provider meters them. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One text, embedded. */
export interface Embedding {
  readonly vector: Float32Array;
  readonly inputTokens: number;
}

/** Makes vectors of sanitised texts. Vectors of different models are never compared. */
export interface Embedder {
  readonly modelId: string;
  readonly dimensions: number;
  /**
   * One result for each text, in order: the embedding, or the error that this text alone met.
   *
   * @throws {ModelError} when no text could be embedded at all
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

export interface ChatAnswer {
  /** What the model gave to the tool: anything at all, to be parsed. */
  readonly input: unknown;
  readonly modelId: string;
  readonly stopReason: string;
  readonly usage: TokenUsage;
  readonly latencyMs: number;
  /** Calls made for this answer, retries included. */
  readonly attempts: number;
}

/** A model behind one question-and-answer call. Sees only what {@link ChatRequest} holds. */
export interface ChatModel {
  readonly modelId: string;
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

  constructor(
    kind: ModelErrorKind,
    modelId: string,
    message: string,
    options: { readonly cause?: unknown; readonly usage?: TokenUsage } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.modelId = modelId;
    this.retryable = kind === "throttled" || kind === "unavailable" || kind === "timeout";
    this.usage = options.usage;
  }
}
