import {
  budgetPriceOf,
  DEFAULT_EMBEDDING_MODEL_ID,
  findDefaultChatModelId,
  G1_EMBEDDING_MODEL_ID,
} from "../adapters/bedrock/model-catalogue.ts";
import { TABLE_DATE } from "../adapters/bedrock/model-table.ts";
import type { Config } from "../config/config.ts";
import type { ModelPrices } from "../cost/monthly-cost.ts";

const PRICED_REGION = "us-east-1";

/** Prices of the models that the configuration names, or that it would name on AWS. Asks nobody. */
export function modelPrices({ models }: Pick<Config, "models">): ModelPrices & { readonly tableDate: string } {
  return {
    chatModelId: models.bedrockModelId ?? findDefaultChatModelId(PRICED_REGION) ?? "unknown",
    embeddingModelId: models.embedder === "titan-g1" ? G1_EMBEDDING_MODEL_ID : DEFAULT_EMBEDDING_MODEL_ID,
    costOf: budgetPriceOf,
    tableDate: TABLE_DATE,
  };
}
