import { setTimeout as wait } from "node:timers/promises";
import type { ChatModel, Embedder } from "../../rag/ports.ts";
import { createBedrockClient } from "./bedrock-client.ts";
import { ConcurrencyLimiter } from "./concurrency-limiter.ts";
import { ConverseChatModel } from "./converse-chat-model.ts";
import { type ModelAccess, probeChatModel, probeEmbedder } from "./model-access.ts";
import { type CallLimits, ModelCaller, type Surroundings } from "./model-caller.ts";
import { findDefaultChatModelId, findModel } from "./model-catalogue.ts";
import { TitanEmbedder } from "./titan-embedder.ts";

const LIMITS = {
  /** Nobody waits; a run rather takes longer than answers by rules. */
  run: { turnMs: 600_000, deadlineMs: 30_000, attemptMs: 10_000, maxAttempts: 5 },
  /** Somebody waits: 4.5 s of the 5 s that one analysis may take (p95). */
  interactive: { turnMs: 500, deadlineMs: 4_000, attemptMs: 3_500, maxAttempts: 3 },
} as const satisfies Readonly<Record<string, CallLimits>>;

export interface BedrockOptions {
  readonly region: string;
  /** Calls at once, of this process, for all models together. */
  readonly concurrency?: number;
  /** Of each call; `run` without it. */
  readonly limits?: keyof typeof LIMITS | CallLimits;
  readonly surroundings?: Partial<Surroundings>;
}

/** One for each process: its client, connections, turns and circuit breakers are shared by everything made from it. */
export interface Bedrock {
  /**
   * @param modelId bare id, inference profile or ARN; undefined: the default of the region
   * @throws {RangeError} when the id is an embedding model's, or the region has no known default
   */
  chatModel(modelId?: string): ChatModel;
  /** @throws {RangeError} when the model is no embedding model of the table, or does not make such vectors */
  embedder(modelId: string, dimensions?: number): Embedder;
  /** Tries every model once, for `doctor`. */
  probe(models: {
    readonly chat: ChatModel | undefined;
    readonly embedder: Embedder | undefined;
  }): Promise<ModelAccess[]>;
  close(): void;
}

const DEFAULT_CONCURRENCY = 10;
const REAL_SURROUNDINGS: Surroundings = {
  now: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
};

/**
 * Endpoint, credentials and bearer token come from the standard AWS variables, which the SDK reads itself.
 */
export function createBedrock({
  region,
  concurrency = DEFAULT_CONCURRENCY,
  limits: given = "run",
  surroundings = {},
}: BedrockOptions): Bedrock {
  const limits = typeof given === "string" ? LIMITS[given] : given;
  const client = createBedrockClient(region, concurrency);
  const caller = new ModelCaller(new ConcurrencyLimiter(concurrency), { ...REAL_SURROUNDINGS, ...surroundings });
  return {
    chatModel(modelId = getDefaultChatModelId(region)) {
      if (findModel(modelId)?.kind === "embedding") throw new RangeError(`${modelId} makes vectors; name a chat model`);
      return new ConverseChatModel(modelId, client, caller, limits);
    },
    embedder(modelId, dimensions) {
      const model = findModel(modelId);
      if (model?.kind !== "embedding") throw new RangeError(`${modelId} is no embedding model of the model table`);
      return new TitanEmbedder(model, dimensions ?? model.embedding.defaultDimensions, client, caller, limits);
    },
    async probe({ chat, embedder }) {
      return Promise.all([
        ...(embedder === undefined ? [] : [probeEmbedder(embedder, region)]),
        ...(chat === undefined ? [] : [probeChatModel(chat, region)]),
      ]);
    },
    close: () => client.destroy(),
  };
}

function getDefaultChatModelId(region: string): string {
  const id = findDefaultChatModelId(region);
  if (id === undefined) throw new RangeError(`no default chat model is known for ${region}; set BEDROCK_MODEL_ID`);
  return id;
}
