import { type BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import type { ChatAnswer, ChatModel, ChatRequest, TokenUsage } from "../../rag/ports.ts";
import { readConverseAnswer } from "./converse-answer.ts";
import { converseRequest } from "./converse-request.ts";
import type { CallLimits, ModelCaller } from "./model-caller.ts";
import { getChatCapabilities } from "./model-catalogue.ts";
import type { ChatCapabilities } from "./model-entry.ts";

/** What the service adds to a request that forces a tool, generously. */
const ADDED_TOKENS = 1_000;

/** Asks a chat model through Bedrock's Converse, the way the model table says it wants to be asked. */
export class ConverseChatModel implements ChatModel {
  readonly modelId: string;
  readonly #client: BedrockRuntimeClient;
  readonly #caller: ModelCaller;
  readonly #limits: CallLimits;
  readonly #capabilities: ChatCapabilities;

  constructor(modelId: string, client: BedrockRuntimeClient, caller: ModelCaller, limits: CallLimits) {
    this.modelId = modelId;
    this.#client = client;
    this.#caller = caller;
    this.#limits = limits;
    this.#capabilities = getChatCapabilities(modelId);
  }

  /** No token is shorter than a byte, and no answer is longer than the request allows. */
  mostUsage(request: ChatRequest): TokenUsage {
    const { inferenceConfig, ...input } = converseRequest(this.modelId, this.#capabilities, request);
    const inputTokens = Buffer.byteLength(JSON.stringify(input)) + ADDED_TOKENS;
    return { inputTokens, outputTokens: inferenceConfig?.maxTokens ?? this.#capabilities.maxOutputTokens };
  }

  async ask(request: ChatRequest): Promise<ChatAnswer> {
    const input = converseRequest(this.modelId, this.#capabilities, request);
    const { answer, ...called } = await this.#caller.call(
      this.modelId,
      this.#limits,
      request.signal,
      async (abortSignal) => {
        const output = await this.#client.send(new ConverseCommand(input), { abortSignal });
        return readConverseAnswer(output, this.#capabilities.answerMode, request.tool.name);
      },
    );
    return { ...answer, ...called, modelId: this.modelId };
  }
}
