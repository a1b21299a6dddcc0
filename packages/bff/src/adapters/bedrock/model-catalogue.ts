import type { TokenUsage } from "../../rag/ports.ts";
import type { ChatCapabilities, ModelEntry } from "./model-entry.ts";
import { findProfileId, type Geography, parseModelId } from "./model-id.ts";
import { MODELS } from "./model-table.ts";

export const DEFAULT_EMBEDDING_MODEL_ID = "amazon.titan-embed-text-v2:0";
export const G1_EMBEDDING_MODEL_ID = "amazon.titan-embed-text-v1";
const DEFAULT_CHAT_MODEL = "anthropic.claude-haiku-5-5";

// What holds for a model nobody described: it takes a prompt and writes text, perhaps after thinking.
const UNKNOWN_CHAT: ChatCapabilities = {
  answerMode: "plain_json",
  thinking: "always",
  temperature: false,
  maxOutputTokens: 4_096,
};

/** The table's row for an id, a profile or an ARN; undefined for models it does not hold. */
export function findModel(modelId: string): ModelEntry | undefined {
  const { baseId } = parseModelId(modelId);
  return MODELS.find(({ id }) => id === baseId);
}

/** How to ask a chat model. Models outside the table are asked in the most portable way. */
export function getChatCapabilities(modelId: string): ChatCapabilities {
  const model = findModel(modelId);
  return model?.kind === "chat" ? model.chat : UNKNOWN_CHAT;
}

/** The chat model to take where none is configured, by the client's region; undefined where none is known to exist. */
export function findDefaultChatModelId(region: string): string | undefined {
  return findProfileId(DEFAULT_CHAT_MODEL, region);
}

/**
 * The whole price of one call in USD, by the table of its date; null where the table has no price for the model: say
 * "unknown", never 0.
 */
export function priceOf(modelId: string, usage: TokenUsage): number | null {
  const model = findModel(modelId);
  return model === undefined ? null : usd(model, parseModelId(modelId).geography, usage);
}

/**
 * As {@link priceOf}, for budgets: a model without a price costs as much as the dearest of the table, so that a limit
 * in dollars also holds for it.
 */
export function budgetPriceOf(modelId: string, usage: TokenUsage): number {
  return priceOf(modelId, usage) ?? Math.max(...MODELS.map((model) => usd(model, "regional", usage)));
}

function usd({ price, geoPriceFactor }: ModelEntry, geography: Geography, usage: TokenUsage): number {
  const { inputTokens, outputTokens } = usage;
  const rate = price.long !== undefined && inputTokens > price.long.aboveInputTokens ? price.long : price;
  const factor = geography === "regional" ? geoPriceFactor : 1;
  return ((inputTokens * rate.inputPerMillion + outputTokens * rate.outputPerMillion) * factor) / 1_000_000;
}

/** What an operator should know about an id before the first call; undefined: nothing. */
export function findModelWarning(modelId: string, region: string): string | undefined {
  const model = findModel(modelId);
  if (model === undefined) {
    return `${modelId} is not in the model table: its price is unknown and its answers are asked for as plain JSON`;
  }
  const profile = (id: string) => findProfileId(id, region) ?? id;
  if (model.lifecycle.state === "retired") {
    const { endedOn, successor } = model.lifecycle;
    return `${model.label} reached its end of life on Bedrock on ${endedOn}; set ${profile(successor)}`;
  }
  if (model.needsInferenceProfile && !parseModelId(modelId).viaProfile) {
    return `${model.label} is not called by its bare id; set ${profile(model.id)}`;
  }
  return undefined;
}
