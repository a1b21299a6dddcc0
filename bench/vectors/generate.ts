import { seededRandom } from "../../packages/bff/src/samples/random.ts";

/** Kinds of vectors that a nearest-neighbour search is judged on. */
export const VECTOR_KINDS = ["clustered", "noisy", "isotropic"] as const;
export type VectorKind = (typeof VECTOR_KINDS)[number];

const CENTRES = 200;
const FACTORS = 32;
const SIZE_SKEW = 0.7;

/**
 * Unit vectors of a kind, without end:
 * - `clustered`: 200 centres of Zipf sizes, v = normalise(c + 0.7 W z + 0.35 e) with 32 directions W for each centre
 * - `noisy`: normalise(c + 0.8 e): clusters that overlap
 * - `isotropic`: normalise(e): no direction is likelier than another; nothing for an index to hold on to
 */
export function vectorSource(kind: VectorKind, dimensions: number, seed: number): () => Float32Array {
  const random = seededRandom(seed);
  const gauss = gaussianFrom(random);
  const noise = (scale: number): Float32Array => Float32Array.from({ length: dimensions }, () => gauss() * scale);
  const whole = 1 / Math.sqrt(dimensions);
  if (kind === "isotropic") return () => normalise(noise(whole));
  const centres = Array.from({ length: CENTRES }, () => noise(whole));
  const pick = zipf(CENTRES, SIZE_SKEW, random);
  if (kind === "noisy") return () => normalise(sum(noise(0.8 * whole), centres[pick()] as Float32Array, 1));
  const directions = Array.from({ length: CENTRES }, () =>
    Array.from({ length: FACTORS }, () => normalise(noise(whole))),
  );
  return () => {
    const cluster = pick();
    const vector = sum(noise(0.35 * whole), centres[cluster] as Float32Array, 1);
    for (const direction of directions[cluster] as Float32Array[]) {
      sum(vector, direction, (0.7 * gauss()) / Math.sqrt(FACTORS));
    }
    return normalise(vector);
  };
}

function sum(vector: Float32Array, other: Float32Array, factor: number): Float32Array {
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] as number) + factor * (other[at] as number);
  return vector;
}

function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const part of vector) squares += part * part;
  const length = Math.sqrt(squares);
  return vector.map((part) => part / length);
}

/** Box and Muller's pairs. */
function gaussianFrom(random: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

function zipf(items: number, skew: number, random: () => number): () => number {
  const upTo: number[] = [];
  for (let at = 0; at < items; at += 1) upTo.push((upTo.at(-1) ?? 0) + 1 / (at + 1) ** skew);
  const total = upTo.at(-1) as number;
  return () => {
    const drawn = random() * total;
    return upTo.findIndex((limit) => drawn < limit);
  };
}
