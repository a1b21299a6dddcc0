import type { ChatCapabilities, EmbeddingModelEntry, ModelEntry } from "./model-entry.ts";

/** The month the prices and dates below were collected (docs/bedrock.md names the sources). No promise: AWS sets them. */
export const TABLE_DATE = "2026-11";

const GEO_PROFILE_SURCHARGE = 1.1;
const HAIKU = "anthropic.claude-haiku-5-5";
const SONNET = "anthropic.claude-sonnet-5";

const classic = (maxOutputTokens: number): ChatCapabilities => ({
  answerMode: "forced_tool",
  thinking: "none",
  temperature: true,
  maxOutputTokens,
});

const embedding: readonly EmbeddingModelEntry[] = [
  {
    kind: "embedding",
    id: "amazon.titan-embed-text-v2:0",
    label: "Titan Text Embeddings V2",
    price: { inputPerMillion: 0.02, outputPerMillion: 0 },
    lifecycle: { state: "active", until: undefined },
    needsInferenceProfile: false,
    geoPriceFactor: 1,
    embedding: {
      dimensions: [1024, 512, 256],
      defaultDimensions: 1024,
      takesDimensions: true,
      maxInputTokens: 8192,
      maxInputCharacters: 50_000,
    },
  },
  {
    kind: "embedding",
    id: "amazon.titan-embed-text-v1",
    label: "Titan Embeddings G1 - Text",
    price: { inputPerMillion: 0.1, outputPerMillion: 0 },
    lifecycle: { state: "active", until: undefined },
    needsInferenceProfile: false,
    geoPriceFactor: 1,
    embedding: {
      dimensions: [1536],
      defaultDimensions: 1536,
      takesDimensions: false,
      maxInputTokens: 8192,
      maxInputCharacters: 50_000,
    },
  },
];

const current: readonly ModelEntry[] = [
  {
    kind: "chat",
    id: HAIKU,
    label: "Claude Haiku 5.5",
    price: {
      inputPerMillion: 0.1,
      outputPerMillion: 0.5,
      long: { aboveInputTokens: 100_000, inputPerMillion: 0.5, outputPerMillion: 2.5 },
    },
    lifecycle: { state: "active", until: "2027-10-07" },
    needsInferenceProfile: true,
    geoPriceFactor: GEO_PROFILE_SURCHARGE,
    chat: { answerMode: "forced_tool", thinking: "disable", temperature: false, maxOutputTokens: 64_000 },
  },
  {
    kind: "chat",
    id: "anthropic.claude-haiku-4-5-20251001-v1:0",
    label: "Claude Haiku 4.5",
    price: { inputPerMillion: 1, outputPerMillion: 5 },
    lifecycle: { state: "active", until: "2026-10-01" },
    needsInferenceProfile: true,
    geoPriceFactor: GEO_PROFILE_SURCHARGE,
    chat: classic(64_000),
  },
  {
    kind: "chat",
    id: SONNET,
    label: "Claude Sonnet 5",
    price: { inputPerMillion: 2, outputPerMillion: 10 },
    lifecycle: { state: "active", until: undefined },
    needsInferenceProfile: true,
    geoPriceFactor: GEO_PROFILE_SURCHARGE,
    chat: { answerMode: "forced_tool", thinking: "disable", temperature: false, maxOutputTokens: 64_000 },
  },
  {
    kind: "chat",
    id: "anthropic.claude-sonnet-5-5",
    label: "Claude Sonnet 5.5",
    price: { inputPerMillion: 2, outputPerMillion: 10 },
    lifecycle: { state: "active", until: undefined },
    needsInferenceProfile: true,
    geoPriceFactor: GEO_PROFILE_SURCHARGE,
    chat: { answerMode: "output_schema", thinking: "always", temperature: false, maxOutputTokens: 64_000 },
  },
  {
    kind: "chat",
    id: "amazon.nova-micro-v1:0",
    label: "Amazon Nova Micro",
    price: { inputPerMillion: 0.035, outputPerMillion: 0.14 },
    lifecycle: { state: "active", until: undefined },
    needsInferenceProfile: true,
    geoPriceFactor: 1,
    chat: classic(5_000),
  },
  {
    kind: "chat",
    id: "amazon.nova-lite-v1:0",
    label: "Amazon Nova Lite",
    price: { inputPerMillion: 0.06, outputPerMillion: 0.24 },
    lifecycle: { state: "active", until: undefined },
    needsInferenceProfile: true,
    geoPriceFactor: 1,
    chat: classic(5_000),
  },
];

// Accepted in configuration, since customers' plans name them. Whoever still gets an answer has extended access.
const retired: readonly ModelEntry[] = [
  {
    kind: "chat",
    id: "anthropic.claude-3-haiku-20240307-v1:0",
    label: "Claude 3 Haiku",
    price: { inputPerMillion: 0.25, outputPerMillion: 1.25 },
    lifecycle: { state: "retired", endedOn: "2026-09-10", successor: HAIKU },
    needsInferenceProfile: false,
    geoPriceFactor: 1,
    chat: classic(4_096),
  },
  ...["anthropic.claude-3-5-sonnet-20240620-v1:0", "anthropic.claude-3-5-sonnet-20241022-v2:0"].map(
    (id): ModelEntry => ({
      kind: "chat",
      id,
      label: id.includes("v2") ? "Claude 3.5 Sonnet v2" : "Claude 3.5 Sonnet",
      price: { inputPerMillion: 6, outputPerMillion: 30 },
      lifecycle: { state: "retired", endedOn: "2026-07-30", successor: SONNET },
      needsInferenceProfile: false,
      geoPriceFactor: 1,
      chat: classic(8_192),
    }),
  ),
  {
    kind: "chat",
    id: "anthropic.claude-3-5-haiku-20241022-v1:0",
    label: "Claude 3.5 Haiku",
    price: { inputPerMillion: 0.8, outputPerMillion: 4 },
    lifecycle: { state: "retired", endedOn: "2026-06-19", successor: HAIKU },
    needsInferenceProfile: true,
    geoPriceFactor: 1,
    chat: classic(8_192),
  },
];

export const MODELS: readonly ModelEntry[] = [...embedding, ...current, ...retired];
