import type { Embedding } from "../../rag/ports.ts";
import { BedrockFault } from "./bedrock-fault.ts";
import type { EmbeddingCapabilities } from "./model-entry.ts";

/** What one answer holds. */
export type TitanAnswer = Pick<Embedding, "vector" | "inputTokens">;

const ENGLISH_CHARACTERS_PER_TOKEN = 4.7;

/** The body of one InvokeModel call. G1 takes the text and nothing else. */
export function titanRequest(text: string, dimensions: number, { takesDimensions }: EmbeddingCapabilities): string {
  return JSON.stringify({
    inputText: text,
    ...(takesDimensions && { dimensions, normalize: true, embeddingTypes: ["float"] }),
  });
}

/**
 * Refuses what the model refuses, before it is sent: a text cut short would be another text's vector.
 *
 * @throws {BedrockFault} `input_empty`, `input_too_long`
 */
export function checkTitanText(text: string, { maxInputCharacters, maxInputTokens }: EmbeddingCapabilities): void {
  if (text.trim() === "") throw new BedrockFault({ reason: "input_empty" });
  if (text.length > maxInputCharacters || text.length / ENGLISH_CHARACTERS_PER_TOKEN > maxInputTokens) {
    throw new BedrockFault({ reason: "input_too_long" });
  }
}

/**
 * The vector of an answer, of unit length.
 *
 * @throws {BedrockFault} `empty_answer`, `broken_answer`; `bad_vector` for other dimensions than asked for, for numbers
 *   that are none, and for the zero vector, which is near nothing
 */
export function readTitanAnswer(body: string, dimensions: number, requestId: string | undefined): TitanAnswer {
  if (body === "") throw new BedrockFault({ reason: "empty_answer", requestId });
  const { embedding, inputTextTokenCount } = parse(body, requestId);
  const inputTokens = typeof inputTextTokenCount === "number" ? inputTextTokenCount : 0;
  const vector = Array.isArray(embedding) ? unitVector(embedding, dimensions) : undefined;
  if (vector === undefined) {
    throw new BedrockFault({ reason: "bad_vector", requestId, usage: { inputTokens, outputTokens: 0 } });
  }
  return { vector, inputTokens };
}

function parse(body: string, requestId: string | undefined): { embedding?: unknown; inputTextTokenCount?: unknown } {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    throw new BedrockFault({ reason: "broken_answer", requestId });
  }
}

function unitVector(values: readonly unknown[], dimensions: number): Float32Array | undefined {
  if (values.length !== dimensions || !values.every(isFiniteNumber)) return undefined;
  const length = Math.hypot(...values);
  if (!(length > 0) || !Number.isFinite(length)) return undefined;
  return Float32Array.from(values, (value) => value / length);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
