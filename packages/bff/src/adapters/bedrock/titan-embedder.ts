import { type BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { type Embedder, type Embedding, ModelError, type TokenUsage } from "../../rag/ports.ts";
import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";
import { classifyFailure } from "./classify-failure.ts";
import { type CallLimits, type ModelCaller, modelError } from "./model-caller.ts";
import type { EmbeddingModelEntry } from "./model-entry.ts";
import { checkTitanText, readTitanAnswer, type TitanAnswer, titanRequest } from "./titan-body.ts";

/** Texts embedded at once: Titan takes one text a call. */
const BATCH = 10;

// Says something about the text, not about the model.
const OF_THE_TEXT: ReadonlySet<FaultReason> = new Set([
  "input_empty",
  "input_too_long",
  "request_refused",
  "broken_answer",
  "bad_vector",
]);

/** Titan Text Embeddings G1 and V2. Vectors are of unit length, whatever the model returns. */
export class TitanEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimensions: number;
  readonly #model: EmbeddingModelEntry;
  readonly #client: BedrockRuntimeClient;
  readonly #caller: ModelCaller;
  readonly #limits: CallLimits;

  /** @throws {RangeError} when the model does not make vectors of these dimensions */
  constructor(
    model: EmbeddingModelEntry,
    dimensions: number,
    client: BedrockRuntimeClient,
    caller: ModelCaller,
    limits: CallLimits,
  ) {
    const offered = model.embedding.dimensions;
    if (!offered.includes(dimensions)) {
      throw new RangeError(`${model.label} makes vectors of ${offered.join(", ")} dimensions, not ${dimensions}`);
    }
    this.modelId = model.id;
    this.dimensions = dimensions;
    this.#model = model;
    this.#client = client;
    this.#caller = caller;
    this.#limits = limits;
  }

  /** No token is shorter than a byte. */
  mostTokens(text: string): number {
    return Buffer.byteLength(text);
  }

  async embed(
    texts: readonly string[],
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<readonly (Embedding | ModelError)[]> {
    const results = new Array<Embedding | ModelError>(texts.length);
    const queue = texts.entries();
    const worker = async () => {
      for (const [index, text] of queue) {
        results[index] = await this.#embedOne(text, signal);
      }
    };
    await Promise.all(Array.from({ length: Math.min(BATCH, texts.length) }, worker));
    throwIfModelFailed(results);
    return results;
  }

  async #embedOne(text: string, signal: AbortSignal | undefined): Promise<Embedding | ModelError> {
    try {
      checkTitanText(text, this.#model.embedding);
      const body = titanRequest(text, this.dimensions, this.#model.embedding);
      const { answer, attempts, unheard } = await this.#caller.call(this.modelId, this.#limits, signal, (abort) =>
        this.#invoke(body, abort),
      );
      return { ...answer, attempts, unheard };
    } catch (error) {
      return error instanceof ModelError ? error : modelError(classifyFailure(error), this.modelId);
    }
  }

  async #invoke(body: string, abortSignal: AbortSignal): Promise<TitanAnswer> {
    const command = new InvokeModelCommand({
      modelId: this.modelId,
      contentType: "application/json",
      accept: "application/json",
      body,
    });
    const output = await this.#client.send(command, { abortSignal });
    // Of an empty answer the SDK makes no body, whatever its type says.
    const answer: typeof output.body | undefined = output.body;
    return readTitanAnswer(answer?.transformToString() ?? "", this.dimensions, output.$metadata.requestId);
  }
}

/** @throws {ModelError} the first error, when nothing was embedded and no text alone is to blame */
function throwIfModelFailed(results: readonly (Embedding | ModelError)[]): void {
  const [first] = results;
  if (!(first instanceof ModelError && results.every(isModelsFault))) return;
  const sum = (figure: (error: ModelError) => number) => results.reduce((total, error) => total + figure(error), 0);
  const usage: TokenUsage = { inputTokens: sum((error) => error.usage?.inputTokens ?? 0), outputTokens: 0 };
  const requests = {
    attempts: sum((error) => error.requests.attempts),
    unheard: sum((error) => error.requests.unheard),
  };
  throw new ModelError(first.kind, first.modelId, first.message, { cause: first.cause, usage, requests });
}

function isModelsFault(result: Embedding | ModelError): result is ModelError {
  return (
    result instanceof ModelError && !(result.cause instanceof BedrockFault && OF_THE_TEXT.has(result.cause.reason))
  );
}
