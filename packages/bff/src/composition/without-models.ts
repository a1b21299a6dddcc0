import { ModelError } from "../rag/ports.ts";
import type { Models } from "./choose-models.ts";

/** For a process that answers requests and leaves analyses to another: it never loads a model's client. */
export const withoutModels: Models = {
  embedder: {
    modelId: "none",
    dimensions: 0,
    mostTokens: () => 0,
    embed: async () => {
      throw new ModelError("unavailable", "none", "this process makes no analyses");
    },
  },
  chatModel: undefined,
  costOf: () => 0,
  probeModels: async () => [],
  closeModels: () => {},
};
