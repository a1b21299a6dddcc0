import { type Bedrock, createBedrock } from "../adapters/bedrock/create-bedrock.ts";
import type { ModelAccess } from "../adapters/bedrock/model-access.ts";
import {
  budgetPriceOf,
  DEFAULT_EMBEDDING_MODEL_ID,
  G1_EMBEDDING_MODEL_ID,
} from "../adapters/bedrock/model-catalogue.ts";
import { LocalEmbedder } from "../adapters/local-models/local-embedder.ts";
import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/load-config.ts";
import type { CostOf } from "../features/spending/index.ts";
import type { ChatModel, Embedder } from "../rag/ports.ts";

/** The models that the configuration names. */
export interface Models {
  readonly embedder: Embedder;
  /** Undefined: the rules write every insight. */
  readonly chatModel: ChatModel | undefined;
  readonly costOf: CostOf;
  /** Calls each model of Bedrock once; none where nothing says Bedrock. */
  probeModels(): Promise<readonly ModelAccess[]>;
  closeModels(): void;
}

const TITAN = { "titan-g1": G1_EMBEDDING_MODEL_ID, "titan-v2": DEFAULT_EMBEDDING_MODEL_ID } as const;

/** Local unless the configuration says otherwise: an AWS profile that lies around is no reason to call anybody. */
export function chooseModels({ models, s3 }: Pick<Config, "models" | "s3">): Models {
  let bedrock: Bedrock | undefined;
  const open = (): Bedrock => {
    bedrock ??= createBedrock({ region: s3.region });
    return bedrock;
  };
  const local = new LocalEmbedder();
  const embedder = models.embedder === "local" ? local : open().embedder(TITAN[models.embedder]);
  const chatModel = models.analyst === "rules" ? undefined : chatModelOf(open(), models.bedrockModelId);
  return {
    embedder,
    chatModel,
    costOf: (modelId, usage) => (modelId === local.modelId ? 0 : budgetPriceOf(modelId, usage)),
    probeModels: async () =>
      bedrock === undefined
        ? []
        : bedrock.probe({ chat: chatModel, embedder: embedder === local ? undefined : embedder }),
    closeModels: () => bedrock?.close(),
  };
}

function chatModelOf(bedrock: Bedrock, modelId: string | undefined): ChatModel {
  try {
    return bedrock.chatModel(modelId);
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError([`BEDROCK_MODEL_ID: ${error.message}`]);
    throw error;
  }
}
