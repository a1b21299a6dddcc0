import { type Embedder, type Embedding, ModelError } from "../../rag/ports.ts";
import { hashText, wordsOf } from "./hashed-features.ts";

/** A change of features or weights is another model: vectors are compared by this name. */
const MODEL_ID = "local-hash-v1";
const DIMENSIONS = 512;

/**
 * Embeds on this machine, without weights: texts that share words, neighbouring words or pieces of words are near
 * (docs/adr/0025). Free of charge; tokens are its words.
 */
export class LocalEmbedder implements Embedder {
  readonly modelId = MODEL_ID;
  readonly dimensions = DIMENSIONS;

  mostTokens(text: string): number {
    return text.length;
  }

  async embed(
    texts: readonly string[],
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<readonly (Embedding | ModelError)[]> {
    if (signal?.aborted) throw new ModelError("aborted", MODEL_ID, `${MODEL_ID}: the caller gave up`);
    return texts.map((text) => {
      const inputTokens = wordsOf(text).length;
      // The zero vector has no direction: cosine distance to it is not a number.
      if (inputTokens === 0) return new ModelError("invalid_request", MODEL_ID, `${MODEL_ID}: a text without words`);
      return { vector: hashText(text, DIMENSIONS), inputTokens, attempts: 1, unheard: 0 };
    });
  }
}
