/** How an answer in a stated shape is had from a chat model. */
export type AnswerMode =
  /** One tool, and the model must call it. */
  | "forced_tool"
  /** `outputConfig` with a JSON schema; the answer is a text block that holds JSON. */
  | "output_schema"
  /** The schema is part of the instructions; works with every chat model, and promises least. */
  | "plain_json";

export interface ChatCapabilities {
  readonly answerMode: AnswerMode;
  /** `disable`: on by default and refused together with a forced tool, so it is switched off; `always`: cannot be. */
  readonly thinking: "none" | "disable" | "always";
  /** False: any temperature but the default is a 400. */
  readonly temperature: boolean;
  /** Tokens the model can write in one answer. */
  readonly maxOutputTokens: number;
}

export interface EmbeddingCapabilities {
  readonly dimensions: readonly number[];
  readonly defaultDimensions: number;
  /** True: `dimensions` and `normalize` are part of the request; false: a 400 with them. */
  readonly takesDimensions: boolean;
  readonly maxInputTokens: number;
  readonly maxInputCharacters: number;
}

/** USD for a million tokens, on demand, in the `global.` profile or the model's own region. */
export interface Price {
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
  /** Dearer prices for calls whose input is larger than `aboveInputTokens`. */
  readonly long?: {
    readonly aboveInputTokens: number;
    readonly inputPerMillion: number;
    readonly outputPerMillion: number;
  };
}

export type Lifecycle =
  /** `until`: the day before which Bedrock does not end it, where one is published. */
  | { readonly state: "active"; readonly until: string | undefined }
  /** Calls answer 404 since `endedOn`, except for accounts with extended access. */
  | { readonly state: "retired"; readonly endedOn: string; readonly successor: string };

interface Entry {
  /** Without geography: `anthropic.claude-haiku-5-5`. */
  readonly id: string;
  readonly label: string;
  readonly price: Price;
  readonly lifecycle: Lifecycle;
  /** True: the bare id is a 400; a geographic or global inference profile must be named. */
  readonly needsInferenceProfile: boolean;
  /** What a `us.` or `eu.` profile costs beside the `global.` one. */
  readonly geoPriceFactor: number;
}

export interface ChatModelEntry extends Entry {
  readonly kind: "chat";
  readonly chat: ChatCapabilities;
}

export interface EmbeddingModelEntry extends Entry {
  readonly kind: "embedding";
  readonly embedding: EmbeddingCapabilities;
}

export type ModelEntry = ChatModelEntry | EmbeddingModelEntry;
